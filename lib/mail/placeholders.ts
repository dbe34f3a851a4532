import type { DecodedMail } from "./decoded";

/**
 * Gmail writes a plain-text mail's pictures as `[image: name]`. When it brought no HTML of its own, this makes some that shows each picture
 * where it stood, and takes the placeholders out of the text.
 */
export function withPicturesPlaced(mail: DecodedMail): DecodedMail {
	if (mail.html !== "" || !mail.text.includes("[image: ")) return mail;
	const ids = new Map(
		mail.parts.flatMap(({ filename, contentId, contentType }) => (filename && contentId && contentType.startsWith("image/") ? [[filename, contentId]] : [])),
	);
	const placeholder = /\[image: ([^\]\n]{1,200})\]/g;
	const pieces = mail.text.split(placeholder);
	if (!pieces.some((piece, index) => index % 2 === 1 && ids.has(piece))) return mail;
	const html = pieces.map((piece, index) => (index % 2 === 0 ? escaped(piece) : picture(piece, ids.get(piece)))).join("");
	return { ...mail, html: `<div style="white-space: pre-wrap">${html}</div>`, text: mail.text.replace(placeholder, (all, name) => (ids.has(name) ? "" : all)) };
}

function picture(name: string, contentId: string | undefined): string {
	return contentId ? `<img src="cid:${escaped(encodeURIComponent(contentId))}" alt="${escaped(name)}">` : escaped(`[image: ${name}]`);
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
