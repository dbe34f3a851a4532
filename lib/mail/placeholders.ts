import type { DecodedMail } from "./decoded";

const placeholder = /\[image: ([^\]\n]{1,200})\]/g;

/**
 * Gmail writes the pictures of a mail into its text as `[image: name]`. This takes them out of the text, and when the mail brought no HTML of
 * its own, makes some that shows each picture where it stood.
 */
export function withPicturesPlaced(mail: DecodedMail): DecodedMail {
	if (!mail.text.includes("[image: ")) return mail;
	const ids = pictureIds(mail);
	const pieces = mail.text.split(placeholder);
	if (!pieces.some((piece, index) => index % 2 === 1 && ids.has(piece))) return mail;
	const text = mail.text.replace(placeholder, (all, name) => (ids.has(name) ? "" : all));
	if (mail.html !== "") return { ...mail, text };
	const html = pieces.map((piece, index) => (index % 2 === 0 ? escaped(piece) : picture(piece, ids.get(piece)))).join("");
	return { ...mail, text, html: `<div style="white-space: pre-wrap">${html}</div>` };
}

/** Content-IDs of the images by file name. */
function pictureIds(mail: DecodedMail): Map<string, string> {
	const images = mail.parts.filter((part) => part.contentType.startsWith("image/"));
	return new Map(images.flatMap(({ filename, contentId }) => (filename && contentId ? [[filename, contentId]] : [])));
}

function picture(name: string, contentId: string | undefined): string {
	return contentId ? `<img src="cid:${escaped(encodeURIComponent(contentId))}" alt="${escaped(name)}">` : escaped(`[image: ${name}]`);
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
