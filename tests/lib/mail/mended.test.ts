import { describe, expect, it } from "vitest";
import { readMail } from "@/lib/mail/read-mail";
import { from, mail, multipart } from "./mails";

const subject = "Pedido nº 4711 — ¿dónde está? Señor Núñez ✓ 日本";
const bytes = Buffer.from(subject);
const base64 = (part: Buffer) => `=?utf-8?B?${part.toString("base64")}?=`;
const quoted = (part: Buffer) => `=?utf-8?Q?${Array.from(part, (byte) => `=${byte.toString(16).padStart(2, "0")}`).join("")}?=`;
const subjectOf = async (header: string) => (await readMail(mail("From: a@example.com", `Subject: ${header}`, "", "hi"))).subject;
const textOf = async (...lines: string[]) => (await readMail(mail(...from, "MIME-Version: 1.0", ...lines))).text;
const words = "Hola, ¿dónde está mi pedido? Aún no ha llegado nada.";

describe("encoded words", () => {
	it("may be cut anywhere, in whichever encoding", async () => {
		for (let cut = 5; cut < 25; cut++) {
			const [head, tail] = [bytes.subarray(0, cut), bytes.subarray(cut)];
			expect(await subjectOf(`${base64(head)} ${quoted(tail)}`)).toBe(subject);
			expect(await subjectOf(`${quoted(head)}\r\n ${base64(tail)}`)).toBe(subject);
			const signs = bytes.toString("base64").replace(/=+$/, "");
			expect(await subjectOf(`=?utf-8?B?${signs.slice(0, cut)}?=\r\n =?utf-8?B?${signs.slice(cut)}?=`)).toBe(subject);
		}
	});

	it.each([
		["=?ibm850?Q?R=81ckgabe?=", "Rückgabe"],
		["=?utf-7?Q?se+APE-or?=", "señor"],
		["=?utf-8?Q?se=F1or?=", "señor"],
		["=?utf-8?B?SG9sYSBz ZcOxb3I=?=", "Hola señor"],
		["=?utf-8?Q?Hola_\r\n se=C3=B1or?=", "Hola señor"],
		["a =?iso-8859-1?Q?=F1?= =?utf-8?Q?=C3=B1?= b", "a ññ b"],
		["=?iso-2022-jp?B?GyRCJDRDbUo4GyhC?=\r\n =?iso-2022-jp?B?GyRCJE4bKEI=?=", "ご注文の"],
	])("%s", async (header, wanted) => expect(await subjectOf(header)).toBe(wanted));

	it("of a file's name as well", async () => {
		const part = [
			"Content-Type: application/pdf",
			`Content-Disposition: attachment; filename="${base64(bytes.subarray(0, 8))} ${quoted(bytes.subarray(8, 12))}.pdf"`,
			"",
			"x",
		];
		expect((await readMail(multipart(from, "mixed", [part]))).attachments[0]?.filename).toBe("Pedido nº 4.pdf");
	});
});

describe("an address", () => {
	it.each([
		['"system administrator"@example.com', '"system administrator"@example.com'],
		["Ana <@relay.example:ana@example.com>", "ana@example.com"],
		["ana@example.com.", "ana@example.com"],
	])("%s", async (header, address) => expect((await readMail(mail(`From: ${header}`, "", "hi"))).from?.address).toBe(address));

	it("that is missing leaves the name", async () => {
		expect(await readMail(mail("From: =?utf-8?Q?Se=C3=B1or_Ruiz?=", "", "hi"))).toMatchObject({ from: null, sender: null, fromName: "Señor Ruiz" });
		expect((await readMail(mail("Return-Path: <ana@example.com>", 'From: "Ana Ruiz" <>', "", "hi"))).sender).toEqual({
			name: "Ana Ruiz",
			address: "ana@example.com",
		});
		expect(await readMail(mail('From: "" (Ana Ruiz)', "", "hi"))).toMatchObject({ fromName: "Ana Ruiz" });
		expect(await readMail(mail("From: Ana <ana@example.com>", "", "hi"))).toMatchObject({ fromName: "" });
	});

	it("may have its name in single quotes, as Outlook writes it", async () => {
		expect((await readMail(mail("From: 'Ana Ruiz' <ana@example.com>", "", "hi"))).from?.name).toBe("Ana Ruiz");
	});
});

describe("a body", () => {
	it("of base64 that are words", async () => {
		expect(await textOf("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", words)).toBe(words);
	});

	it("of base64 below which a list has written", async () => {
		const body = [Buffer.from(words).toString("base64"), "_".repeat(47), "Tienda mailing list", "https://lists.example.org"];
		expect(await textOf("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", ...body)).toBe(
			`${words}\n\n${body.slice(1).join("\n")}`,
		);
	});

	it.each([["base-64"], ['"base64"'], ["BASE64;"]])("encoded as %s", async (encoding) => {
		expect(await textOf("Content-Type: text/plain; charset=utf-8", `Content-Transfer-Encoding: ${encoding}`, "", Buffer.from(words).toString("base64"))).toBe(
			words,
		);
	});

	it.each([["quoted printable"], ["quotedprintable"], ["QP"]])("encoded as %s", async (encoding) => {
		expect(await textOf("Content-Type: text/plain; charset=utf-8", `Content-Transfer-Encoding: ${encoding}`, "", "d=C3=B3nde es=  ", "t=C3=A1")).toBe(
			"dónde está",
		);
	});

	it.each([["text/markdown"], ["text/unknown"], ["text/enriched"], ["application/text"], ["=?utf-8?Q?text/plain?="]])("of type %s", async (type) => {
		expect(await textOf(`Content-Type: ${type}; charset=utf-8`, "", words)).toBe(words);
	});

	it.each([["us-ascii"], ["utf-8"]])("in ISO-2022-JP that calls itself %s", async (label) => {
		expect(await textOf(`Content-Type: text/plain; charset=${label}`, "", "\u001b$B$4CmJ8\u001b(B\u001b$B$N\u001b(B")).toBe("ご注文の");
	});

	it("that is no multipart although it says so", async () => {
		expect(await textOf("Content-Type: multipart/mixed; boundary=edge", "", words)).toBe(words);
	});
});

it.each([["mixed"], ["related"]])("words that stand in a %s as text and as HTML are said once", async (subtype) => {
	const plain = ["Content-Type: text/plain; charset=utf-8", "", words];
	const html = (text: string) => ["Content-Type: text/html; charset=utf-8", "", `<style>p{color:red}</style><p>${text}</p>`];
	expect((await readMail(multipart(from, subtype, [plain, html(words.replace("¿", "&iquest;"))]))).text).toBe(words);
	expect((await readMail(multipart(from, subtype, [plain, html("Otra cosa.")]))).text).toBe(`${words}\n\n\nOtra cosa.`);
});

it.each([
	["3 MB in many headers", "X-Header: of nine hundred\r\n".repeat(120_000)],
	["3 MB in one header", `X-Big: ${"y".repeat(3_000_000)}\r\n`],
	["3 MB in one folded header", `X-Big: ${"y".repeat(70)}${`\r\n ${"z".repeat(70)}`.repeat(42_000)}\r\n`],
	["a hundred and fifty thousand recipients", `To: ${Array.from({ length: 150_000 }, (_, n) => `u${n}@example.com`).join(", ")}\r\n`],
])("%s above the mail cost it nothing", async (_name, above) => {
	const raw = Buffer.concat([Buffer.from(above), mail("From: Ana <ana@example.com>", "Subject: Hello", "", words)]);
	expect(await readMail(raw)).toMatchObject({ from: { name: "Ana", address: "ana@example.com" }, subject: "Hello", text: words });
});

it("lines that end with CR CR LF", async () => {
	const raw = mail(
		...from,
		"MIME-Version: 1.0",
		"Content-Type: multipart/mixed; boundary=edge",
		"",
		"--edge",
		"Content-Type: text/plain; charset=windows-1252",
		"",
		"¿Cuándo?",
		"--edge--",
	);
	expect(await readMail(Buffer.from(raw.toString("utf8").replaceAll("\r\n", "\r\r\n"), "latin1"))).toMatchObject({ subject: "Hello", text: "¿Cuándo?" });
});

describe("a part", () => {
	const plain = ["--edge", "Content-Type: text/plain; charset=utf-8", "", words, "--edge--"];

	it("whose boundary is named without a semicolon", async () =>
		expect(await textOf('Content-Type: multipart/mixed\r\n\tboundary="edge"', "", ...plain)).toBe(words));
	it("right below the headers", async () => expect(await textOf("Content-Type: multipart/mixed; boundary=edge", ...plain)).toBe(words));
	it.each([[["Content-Type: text/plain; charset=utf-8"]], [[]]])("without the empty line below %j", async (headers) => {
		expect(await textOf("Content-Type: multipart/mixed; boundary=edge", "", "--edge", ...headers, words, "--edge--")).toBe(words);
	});

	it("whose header goes on without a blank before it", async () => {
		const part = ["Content-Type: application/zip;", 'name="a.zip"', "Content-Transfer-Encoding: base64", "", "eA=="];
		expect((await readMail(multipart(from, "mixed", [part]))).attachments).toMatchObject([{ filename: "a.zip", content: Buffer.from("x") }]);
	});
});
