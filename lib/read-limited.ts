import "server-only";

/** The body's bytes, or null as soon as there are more than `limit`, whatever Content-Length says. */
export async function readLimited(request: Request, limit: number): Promise<Buffer | null> {
	if (Number(request.headers.get("content-length") ?? 0) > limit) return null;
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request.body ?? []) {
		size += chunk.byteLength;
		if (size > limit) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
