import type { IncomingMessage } from "node:http";
import { HttpError } from "./http-error";

export interface ApiRequest {
	method: string;
	/** As it was sent, percent-encoded. */
	path: string;
	/** Decoded, in the order sent. */
	query: readonly (readonly [name: string, value: string])[];
	body: string;
}

/** Reads a whole request; throws HttpError 413 when the body is larger than `limit` bytes, 400 when the address cannot be read. */
export async function readRequest(request: IncomingMessage, limit: number): Promise<ApiRequest> {
	const [path = "/", search = ""] = (request.url ?? "/").split("?", 2);
	return { method: request.method ?? "GET", path, query: readQuery(search), body: await readBody(request, limit) };
}

/** Not URLSearchParams: it reads "+" as a space, and the SDKs sign and send a plain "+". */
function readQuery(search: string): [string, string][] {
	return search
		.split("&")
		.filter(Boolean)
		.map((pair) => {
			const [name = "", ...value] = pair.split("=");
			return [decode(name).toLowerCase(), decode(value.join("="))];
		});
}

export function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw new HttpError(400, "The address is not valid");
	}
}

async function readBody(request: IncomingMessage, limit: number): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > limit) throw new HttpError(413, "The request is too large");
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
