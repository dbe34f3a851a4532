import { charsetInHtml, charsetOf, decodeBytes } from "./charset";
import { unpackedRtf } from "./compressed-rtf";
import type { DecodedMail, MailPart } from "./decoded";
import { type MapiProperties, mapiProperties } from "./mapi";
import { readRtf } from "./rtf";

const signature = 0x223e9f78;
const attributes = { codePage: 0x9007, message: 0x9003, begin: 0x9002, title: 0x8010, data: 0x800f, properties: 0x9005 } as const;
const ids = { body: 0x1000, html: 0x1013, rtf: 0x1009, longName: 0x3707, contentId: 0x3712, mimeType: 0x370e, bytes: 0x3701 } as const;
const maxFiles = 100;

/** What Outlook packs into winmail.dat ([MS-OXTNEF]) becomes parts of the mail, and its text where there is no other. */
export function withTnefUnpacked(mail: DecodedMail): DecodedMail {
	const packed = mail.parts.find(isTnef);
	const unpacked = packed && unpack(packed.content);
	if (!unpacked || (unpacked.parts.length === 0 && !unpacked.text && !unpacked.html)) return mail;
	const isEmpty = mail.text.trim() === "" && mail.html.trim() === "";
	return {
		...mail,
		...(isEmpty && { text: unpacked.text, html: unpacked.html }),
		parts: [...mail.parts.filter((part) => part !== packed), ...unpacked.parts],
	};
}

function isTnef({ contentType, filename, content }: MailPart): boolean {
	const named = /^application\/(?:vnd\.)?ms-tnef$/.test(contentType) || /^winmail\.dat$/i.test(filename ?? "");
	return named && content.length > 6 && content.readUInt32LE(0) === signature;
}

/** `charset`: of its texts that are bytes. */
type Unpacked = { charset: string | null; text: string; html: string; parts: MailPart[] };

function unpack(bytes: Buffer): Unpacked {
	const unpacked: Unpacked = { charset: null, text: "", html: "", parts: [] };
	// A level, an id, a length, so many bytes and their checksum, until the file ends.
	for (let at = 6; at + 9 <= bytes.length; ) {
		const id = bytes.readUInt32LE(at + 1) & 0xffff;
		const length = bytes.readUInt32LE(at + 5);
		const data = bytes.subarray(at + 9, at + 9 + length);
		apply(unpacked, id, data);
		at += 9 + length + 2;
	}
	return { ...unpacked, parts: unpacked.parts.filter((part) => part.content.length > 0) };
}

function apply(unpacked: Unpacked, id: number, data: Buffer): void {
	const part = unpacked.parts.at(-1);
	const { charset } = unpacked;
	if (id === attributes.codePage && data.length >= 4) {
		unpacked.charset = `cp${data.readUInt32LE(0)}`;
	} else if (id === attributes.message) {
		Object.assign(unpacked, bodyOf(mapiProperties(data), charset));
	} else if (id === attributes.begin && unpacked.parts.length < maxFiles) {
		unpacked.parts.push({ filename: null, contentType: "application/octet-stream", disposition: "attachment", contentId: null, content: Buffer.alloc(0) });
	} else if (id === attributes.title && part) {
		part.filename ??= textIn(data, charset).replace(/\0.*$/s, "");
	} else if (id === attributes.data && part) {
		part.content = data;
	} else if (id === attributes.properties && part) {
		describePart(part, mapiProperties(data), charset);
	}
}

/** The body in the best of the forms that Outlook has put it into: most often the RTF alone. */
function bodyOf(found: MapiProperties, charset: string | null): { text: string; html: string } {
	const text = textOf(found, ids.body, charset);
	const page = found.get(ids.html);
	const html = page ? decodeBytes(page, charsetOf(page, charsetInHtml(page)) ?? "utf-8") : "";
	return text.trim() || html.trim() ? { text, html } : readRtf(unpackedRtf(found.get(ids.rtf) ?? Buffer.alloc(0)));
}

function describePart(part: MailPart, found: MapiProperties, charset: string | null): void {
	part.filename = textOf(found, ids.longName, charset) || part.filename;
	part.contentId = textOf(found, ids.contentId, charset).replace(/[<>\s]/g, "") || null;
	part.contentType = textOf(found, ids.mimeType, charset) || part.contentType;
	if (part.content.length === 0) part.content = found.get(ids.bytes) ?? part.content;
}

function textOf(found: MapiProperties, id: number, charset: string | null): string {
	const wide = found.get(id | 0x10000);
	return (wide ? wide.toString("utf16le") : textIn(found.get(id) ?? Buffer.alloc(0), charset)).replace(/\0+$/, "");
}

function textIn(bytes: Buffer, charset: string | null): string {
	return decodeBytes(bytes, charsetOf(bytes, charset) ?? "utf-8");
}
