import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import type { ParsedMail } from "@/lib/mail/parse";

const folders = ["mail", "odd-mail"].map((name) => fileURLToPath(new URL(`../fixtures/${name}/`, import.meta.url)));
const fixtures = folders.flatMap((folder) =>
	readdirSync(folder)
		.filter((name) => name.endsWith(".eml"))
		.sort()
		.map((name) => readFileSync(folder + name)),
);

/** What mail is made of, and what breaks those who read it. */
const pieces = [
	"\r\n", "\n", "\r", "\0", "\r\n\r\n", "--edge", "--edge--", "\r\n--edge\r\n", ": ", "=?utf-8?B?", "?=", "=?utf-8?Q?=C3?=", "<", ">", "\"", "(", ";", ",", "@", "=", "=\r\n", "=00", "\xff\xfe", "\x1b$B",
	"Content-Type: multipart/mixed; boundary=edge\r\n", "Content-Type: text/html; charset=utf-7\r\n", "Content-Type: message/rfc822\r\n\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: x\r\n",
	"Content-Disposition: attachment; filename*0*=utf-8''%ff; filename*1=\"\r\n", "From: ", "Subject: ", "References: <a@b> <", "begin 644 a\r\n", "=ybegin size=1 name=a\r\n", "=yend\r\n", "-----BEGIN PGP SIGNED MESSAGE-----\r\n",
	"<blockquote>", "<div class=gmail_quote>", "</div>", "<table><tr><td>", "<!--", "<style>", "On Mon 1 wrote:\r\n", "> ", "From: a\r\nSent: b\r\n", "x".repeat(5_000), "<b>".repeat(1_000), " ".repeat(3_000),
]; // biome-ignore format: a list of bytes reads better in lines than in a column.

const piece = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) });

/** A real mail with stretches of it taken out, doubled, turned over or replaced. */
const mutated = fc
	.tuple(
		fc.constantFrom(...fixtures),
		fc.array(fc.tuple(fc.constantFrom("cut", "double", "flip", "insert", "end"), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(400), piece), {
			minLength: 1,
			maxLength: 8,
		}),
	)
	.map(([mail, changes]) =>
		changes.reduce<Buffer>((bytes, [how, where, length, text]) => change(bytes, how, Math.floor(where * bytes.length), length, text), mail),
	);

function change(bytes: Buffer, how: string, at: number, length: number, text: string): Buffer {
	const [before, middle, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
	if (how === "cut") return Buffer.concat([before, after]);
	if (how === "double") return Buffer.concat([before, middle, middle, middle, after]);
	if (how === "flip") return Buffer.concat([before, Buffer.from(middle.map((byte) => byte ^ 0x80)), after]);
	if (how === "insert") return Buffer.concat([before, Buffer.from(text, "latin1"), middle, after]);
	return before;
}

/** A tree of parts with headers of every kind, deeper and wider than anybody sends. */
const { part } = fc.letrec<{ part: string }>((tie) => ({
	part: fc.oneof(
		{ depthSize: "large", withCrossShrink: true },
		fc.tuple(fc.array(piece, { maxLength: 6 }), fc.array(piece, { maxLength: 20 })).map(([headers, body]) => `${headers.join("")}\r\n\r\n${body.join("")}`),
		fc
			.tuple(
				fc.constantFrom("mixed", "alternative", "related", "report", "signed", "digest"),
				fc.array(tie("part"), { maxLength: 5 }),
				fc.nat(1_000),
				fc.boolean(),
			)
			.map(
				([subtype, parts, id, closed]) =>
					`Content-Type: multipart/${subtype}; boundary="b${id}"\r\n\r\n${parts.map((one) => `--b${id}\r\n${one}\r\n`).join("")}${closed ? `--b${id}--\r\n` : ""}`,
			),
		tie("part").map((one) => `Content-Type: message/rfc822\r\n\r\n${one}`),
	),
}));
const built = fc.tuple(fc.array(piece, { maxLength: 10 }), part, fc.integer({ min: 1, max: 300 })).map(([headers, body, times]) => {
	const top = `From: a@example.com\r\n${headers.join("").slice(0, 20_000)}${times > 290 ? "X-Y: z\r\n".repeat(50_000) : ""}`;
	return Buffer.from(`${top}${body}`, "latin1");
});

export const anyMail: fc.Arbitrary<Buffer> = fc.oneof(
	{ weight: 3, arbitrary: mutated },
	{ weight: 2, arbitrary: built },
	{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }).map((bytes): Buffer => Buffer.from(bytes)) },
);

/** What a parsed mail breaks of the limits that the rest relies on. */
export function brokenLimits(mail: ParsedMail): string[] {
	const strings = JSON.stringify({ ...mail, attachments: mail.attachments.map(({ content: _, ...file }) => file) });
	const checks: [string, boolean][] = [
		["text", mail.text.length <= 200_000],
		["subject", mail.subject.length <= 1_000 && !/[\r\n]/.test(mail.subject)],
		["html", (mail.html?.length ?? 0) <= 4_000_000],
		["html is clean", !/<(?:script|iframe|form|object|svg|style)\b/i.test(mail.html ?? "")],
		["attachments", mail.attachments.length <= 100],
		["file names", mail.attachments.every(({ filename }) => filename !== "" && filename.length <= 255 && !/[/\\\p{Cc}]/u.test(filename))],
		["addresses", [mail.to, mail.cc, mail.replyTo].every((list) => list.length <= 500) && mail.deliveredTo.length <= 50],
		["ids", mail.references.length <= 100 && mail.inReplyTo.length <= 100 && (mail.messageId?.length ?? 0) <= 998],
		["what is visible", mail.visibleLength === null || (mail.visibleLength > 0 && mail.visibleLength <= mail.text.length)],
		["fits PostgreSQL", !strings.includes("\\u0000") && !/\\ud[89a-f]/i.test(strings)],
	];
	return checks.flatMap(([name, holds]) => (holds ? [] : [name]));
}
