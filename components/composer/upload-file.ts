import type { UploadedFile } from "@/lib/attachments/upload";

/** `offline`: nobody answered, so it may be tried again under the same key; else the server's own sentence. */
export type UploadOutcome = { file: UploadedFile } | { refused: string } | { offline: true };
export type Uploading = { done: Promise<UploadOutcome>; cancel: () => void };

/** Sends one file, telling how much of it has gone, between 0 and 1. XMLHttpRequest, because fetch tells nothing on the way. */
export function sendFile(file: File, key: string, onProgress: (part: number) => void): Uploading {
	const request = new XMLHttpRequest();
	const done = new Promise<UploadOutcome>((resolve) => {
		request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
		request.onload = () => resolve(outcomeOf(request.status, request.response));
		for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => resolve({ offline: true }));
	});
	request.open("POST", "/api/attachments");
	request.responseType = "json";
	request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
	request.setRequestHeader("X-Upload-Key", key);
	request.setRequestHeader("X-Filename", encodeURIComponent(file.name.toWellFormed() || "file"));
	request.send(file);
	return { done, cancel: () => request.abort() };
}

function outcomeOf(status: number, body: unknown): UploadOutcome {
	const answer = (typeof body === "object" && body !== null ? body : {}) as Partial<UploadedFile> & { error?: string };
	if (status === 201 && typeof answer.id === "number") return { file: answer as UploadedFile };
	return status >= 400 && status < 500 && answer.error ? { refused: answer.error } : { offline: true };
}

/** What was uploaded before, by number; what is no longer there is left out. */
export async function fetchUploads(ids: number[]): Promise<UploadedFile[]> {
	const response = await fetch(`/api/attachments?ids=${ids.join(",")}`);
	if (!response.ok) throw new Error(`uploads: ${response.status}`);
	return (await response.json()) as UploadedFile[];
}
