import "server-only";

export class DownloadError extends Error {
	constructor(
		readonly reason: "refused" | "gone" | "tooLarge" | "network",
		detail: string,
	) {
		super(`${reason}: ${detail}`);
		this.name = "DownloadError";
	}
}

type DownloadOptions = {
	maxBytes: number;
	/** The configured origin of the provider: the only one that may be reached without TLS, and that `authorization` is sent to. */
	origin: string;
	authorization?: string;
	timeoutMs?: number;
};

const maxRedirects = 5;

/**
 * Fetches a file that a provider names, following redirects itself: each hop must be https or the provider's own origin, and only that
 * origin gets the credentials. Throws DownloadError: `refused` and `tooLarge` are final, `gone` is what the provider says, `network` may pass.
 */
export async function download(address: string, options: DownloadOptions): Promise<Buffer> {
	const signal = AbortSignal.timeout(options.timeoutMs ?? 60_000);
	let url = address;
	for (let hop = 0; hop <= maxRedirects; hop++) {
		const response = await request(url, options, signal);
		const location = response.headers.get("location");
		if (response.status < 300 || response.status >= 400 || !location) return readBody(response, options.maxBytes);
		await response.body?.cancel();
		url = new URL(location, url).href;
	}
	throw new DownloadError("refused", "too many redirects");
}

async function request(address: string, { origin, authorization }: DownloadOptions, signal: AbortSignal): Promise<Response> {
	const url = URL.canParse(address) ? new URL(address) : null;
	const isOwn = url?.origin === new URL(origin).origin;
	if (!url || !(isOwn || url.protocol === "https:")) throw new DownloadError("refused", "not an https address");
	const headers: Record<string, string> = isOwn && authorization ? { authorization } : {};
	try {
		return await fetch(url, { headers, redirect: "manual", signal });
	} catch (error) {
		throw new DownloadError("network", causeOf(error));
	}
}

async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
	if (!response.ok) {
		await response.body?.cancel();
		throw new DownloadError([403, 404, 410].includes(response.status) ? "gone" : "network", `status ${response.status}`);
	}
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of response.body ?? []) {
			size += chunk.byteLength;
			if (size > maxBytes) throw new DownloadError("tooLarge", `more than ${maxBytes} bytes`);
			chunks.push(chunk);
		}
	} catch (error) {
		throw error instanceof DownloadError ? error : new DownloadError("network", causeOf(error));
	}
	return Buffer.concat(chunks);
}

/** `fetch failed` says nothing; what lies beneath does. */
function causeOf(error: unknown): string {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	return cause instanceof Error ? cause.message || cause.name : String(cause);
}
