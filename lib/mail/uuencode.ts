import type { DecodedMail, MailPart } from "./decoded";

const begin = /^begin(?:-base64)? [0-7]{3,4} (.{1,255})$/;
/** A line of it has a length and up to 45 bytes, four characters for three. */
const line = /^[ -`]{1,62}$/;

/** Files written into the text itself, as mail programs did before MIME, become parts; the text loses them. */
export function withoutUuencode(mail: DecodedMail): DecodedMail {
	if (!/^begin [0-7]{3,4} /m.test(mail.text)) return mail;
	const lines = mail.text.split(/\r?\n/);
	const kept: string[] = [];
	const parts: MailPart[] = [];
	for (let index = 0; index < lines.length; index++) {
		const current = lines[index] ?? "";
		const name = begin.exec(current)?.[1];
		const end = name ? endOf(lines, index + 1) : -1;
		if (!name || end === -1) {
			kept.push(current);
			continue;
		}
		parts.push(partOf(name, lines.slice(index + 1, end)));
		index = end;
	}
	return parts.length > 0 ? { ...mail, text: kept.join("\n"), parts: [...mail.parts, ...parts] } : mail;
}

/** The line that says `end`; -1 when something else comes first. */
function endOf(lines: string[], from: number): number {
	for (let index = from; index < lines.length; index++) {
		const current = lines[index] ?? "";
		if (current.trimEnd() === "end") return index;
		if (current.trim() !== "" && !line.test(current)) return -1;
	}
	return -1;
}

function partOf(filename: string, lines: string[]): MailPart {
	return {
		filename: filename.trim(),
		contentType: "application/octet-stream",
		disposition: "attachment",
		contentId: null,
		content: Buffer.concat(lines.map(decodeLine)),
	};
}

function decodeLine(text: string): Buffer {
	const length = sextet(text, 0);
	const bytes = Buffer.alloc(Math.ceil(length / 3) * 3);
	for (let group = 0; group * 3 < length; group++) {
		const [a, b, c, d] = [1, 2, 3, 4].map((offset) => sextet(text, group * 4 + offset)) as [number, number, number, number];
		bytes.writeUIntBE((a << 18) | (b << 12) | (c << 6) | d, group * 3, 3);
	}
	return bytes.subarray(0, length);
}

function sextet(text: string, at: number): number {
	return at < text.length ? (text.charCodeAt(at) - 32) & 63 : 0;
}
