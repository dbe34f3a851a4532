import "server-only";
import { sandboxFile, sandboxItem } from "./client";

/** A mail's HTML as it went out, with the images that it names by Content-ID (RFC 2392) put in; null when there is none. Not made safe: for a closed frame only. */
export async function sandboxMailHtml(id: string): Promise<string | null> {
	const item = await sandboxItem(id);
	if (!item?.html) return null;
	let html = item.html;
	for (const { index, content_id } of item.files) {
		if (!content_id || !html.includes(`cid:${content_id}`)) continue;
		const file = await sandboxFile(id, index);
		if (file?.contentType.startsWith("image/"))
			html = html.replaceAll(`cid:${content_id}`, `data:${file.contentType};base64,${Buffer.from(file.bytes).toString("base64")}`);
	}
	return html;
}
