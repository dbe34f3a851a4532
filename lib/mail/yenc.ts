import type { MailPart } from "./decoded";

const maxFiles = 50;

/** Files written into the body as bytes (yEnc 1.3), taken out of the raw mail: as text, in whatever charset, they would be noise. */
export function withoutYenc(raw: Buffer): { raw: Buffer; parts: MailPart[] } {
	const parts: MailPart[] = [];
	const kept: Buffer[] = [];
	let from = 0;
	for (let begin = raw.indexOf("\n=ybegin "); begin !== -1 && parts.length < maxFiles; begin = raw.indexOf("\n=ybegin ", from)) {
		const firstEnd = raw.indexOf("\n", begin + 1);
		const end = raw.indexOf("\n=yend", begin);
		if (firstEnd === -1 || end === -1 || end < firstEnd) break;
		const lastEnd = raw.indexOf("\n", end + 1);
		const head = raw.subarray(begin + 1, Math.min(firstEnd, begin + 500)).toString("latin1");
		const start = raw.subarray(firstEnd + 1, firstEnd + 8).toString("latin1") === "=ypart " ? raw.indexOf("\n", firstEnd + 1) : firstEnd;
		parts.push({
			filename: / name=(.{1,200}?)\s*$/.exec(head)?.[1] ?? null,
			contentType: "application/octet-stream",
			disposition: "attachment",
			contentId: null,
			content: decoded(raw.subarray(start + 1, Math.max(start + 1, end))),
		});
		kept.push(raw.subarray(from, begin + 1));
		from = lastEnd === -1 ? raw.length : lastEnd + 1;
	}
	return parts.length > 0 ? { raw: Buffer.concat([...kept, raw.subarray(from)]), parts } : { raw, parts };
}

/** Each byte is 42 more than it was; what a line cannot hold comes after "=", 64 more again. */
function decoded(bytes: Buffer): Buffer {
	const result = Buffer.alloc(bytes.length);
	let length = 0;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at] ?? 0;
		if (byte === 0x0d || byte === 0x0a) continue;
		result[length++] = (byte === 0x3d ? (bytes[++at] ?? 0) - 64 : byte) - 42;
	}
	return result.subarray(0, length);
}
