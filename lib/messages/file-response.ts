import "server-only";
import { pictureTypes } from "@/lib/attachments/pictures";
import type { StoredAttachment } from "@/lib/attachments/queries";
import { fileStream } from "@/lib/storage/storage";

// Whatever a file holds, opening its address runs nothing and loads nothing.
const inert = {
	"X-Content-Type-Options": "nosniff",
	"Content-Security-Policy": "default-src 'none'; sandbox",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Referrer-Policy": "no-referrer",
};

/** A file of ours to look at (plain images) or to save (everything else). */
export async function attachmentResponse(file: StoredAttachment): Promise<Response> {
	return new Response(await fileStream(file.storageKey), {
		headers: {
			...inert,
			"Content-Type": /^[\w.+-]+\/[\w.+-]+$/.test(file.contentType) ? file.contentType : "application/octet-stream",
			"Content-Length": String(file.size),
			"Content-Disposition": contentDisposition(pictureTypes.includes(file.contentType) ? "inline" : "attachment", file.filename),
			"Cache-Control": "private, max-age=3600",
		},
	});
}

/** A small WebP of ours. */
export async function thumbnailResponse(key: string): Promise<Response> {
	return new Response(await fileStream(key), { headers: { ...inert, "Content-Type": "image/webp", "Cache-Control": "private, max-age=86400, immutable" } });
}

/** A mail exactly as it came, to save. As text: a browser that opens it all the same shows characters. */
export async function sourceResponse(rawKey: string, subject: string): Promise<Response> {
	const name =
		subject
			.replace(/[^\p{L}\p{N}._-]+/gu, " ")
			.trim()
			.slice(0, 80) || "mail";
	return new Response(await fileStream(rawKey), {
		headers: {
			...inert,
			"Content-Type": "text/plain; charset=utf-8",
			"Content-Disposition": contentDisposition("attachment", `${name}.eml`),
			"Cache-Control": "private, max-age=3600",
		},
	});
}

/** RFC 6266 with the UTF-8 form of RFC 8187, and an ASCII form for what does not know it. */
export function contentDisposition(kind: "inline" | "attachment", filename: string): string {
	const ascii = filename
		.normalize("NFKD")
		.replace(/[^\x20-\x7e]/g, "_")
		.replace(/["\\%]/g, "_");
	const utf8 = encodeURIComponent(Buffer.from(filename).toString()).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
	return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
