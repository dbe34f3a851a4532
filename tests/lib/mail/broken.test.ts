import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readMail } from "@/lib/mail/read-mail";
import { from, mail, multipart } from "./mails";

const raw = (charset: string, name: string, subject: string, type = "text/plain", body = "hi") =>
	iconv.encode(`From: ${name} <a@example.com>\r\nSubject: ${subject}\r\nContent-Type: ${type}\r\n\r\n${body}`, charset);

describe("headers that nobody declared", () => {
	it.each([
		["gb2312", "张三", "关于您的订单"],
		["shift_jis", "山田太郎", "ご注文について"],
		["euc-kr", "홍길동", "주문에 대한 문의"],
		["big5", "王小明", "您好，我想詢問價格"],
		["windows-1252", "Künftiger Max", "CI Daten für PublicView"],
		["windows-1251", "Анатолий", "Гарантийный случай"],
		["utf-8", "Añó", "Été à la plage ✓"],
	])("%s", async (charset, name, subject) => {
		const parsed = await readMail(raw(charset, name, subject));
		expect(parsed).toMatchObject({ subject, from: { name, address: "a@example.com" } });
	});

	it("are what the body is declared to be", async () => {
		const parsed = await readMail(raw("iso-8859-2", "Łukasz", "Zażółć gęślą jaźń", "text/plain; charset=iso-8859-2", "ąę"));
		expect(parsed).toMatchObject({ subject: "Zażółć gęślą jaźń", text: "ąę" });
	});

	it("may hold ISO-2022-JP", async () => {
		expect((await readMail(mail("From: a@example.com", 'Subject: \u001b$B%"%^%>%s\u001b(B', "", "hi"))).subject).toBe("アマゾン");
	});

	it("name files as well", async () => {
		const part = Buffer.concat([
			Buffer.from('\r\n--edge\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="'),
			iconv.encode("见积书订单.pdf", "gb18030"),
			Buffer.from('"\r\n\r\nx\r\n--edge--'),
		]);
		const { attachments } = await readMail(Buffer.concat([mail(...from, 'Content-Type: multipart/mixed; boundary="edge"', "", ""), part]));
		expect(attachments[0]?.filename).toBe("见积书订单.pdf");
	});
});

describe("a body's charset", () => {
	it.each([
		["utf-8", "windows-1252", "Grüße aus München, schöne Tage"],
		["us-ascii", "windows-1252", "El niño añadió más"],
		["us-ascii", "utf-8", "El niño añadió más"],
		["", "shift_jis", "アマゾン配送部からのお知らせです"],
		["x-unknown", "utf-8", "più perché"],
		["iso-8859-1", "windows-1252", "10 € “quoted”"],
	])("labelled %s, really %s", async (label, charset, text) => {
		const type = label ? `text/plain; charset=${label}` : "text/plain";
		expect((await readMail(raw(charset, "Ana", "x", type, text))).text).toBe(text);
	});

	it("that is declared and fits is never guessed over", async () => {
		expect((await readMail(raw("utf-8", "Ana", "x", "text/plain; charset=iso-8859-1", "für"))).text).toBe("fÃ¼r");
	});

	it("may be one that browsers do not know", async () => {
		expect((await readMail(mail(...from, "Content-Type: text/plain; charset=utf-7", "", "Gr+APwA3w-e"))).text).toBe("Grüße");
	});

	it("of HTML stands in the HTML", async () => {
		const html = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Привет</p>';
		expect((await readMail(raw("koi8-r", "Ana", "x", "text/html", html))).text).toBe("Привет");
	});
});

describe("From", () => {
	it.each([
		["Name <a@x.com> <b@x.com>", "Name", "a@x.com"],
		['Manfred Haert >" <Manfred.Haert@example.com>', "Manfred Haert", "Manfred.Haert@example.com"],
		["&quot;Max | Example GmbH&quot; <max@example.com>", "Max | Example GmbH", "max@example.com"],
		["Smith, Bob <bob@x.com>", "Smith, Bob", "bob@x.com"],
		["Bob <mailto:bob@x.com>", "Bob", "bob@x.com"],
		["Bob [bob@x.com]", "Bob", "bob@x.com"],
		["=?iso-8859-1?Q?B=F6b_<bob=40x.com>?=", "Böb", "bob@x.com"],
		["<bob@x.com> Bob", "Bob", "bob@x.com"],
		["Bob Smith bob@x.com", "Bob Smith", "bob@x.com"],
	])("%s", async (header, name, address) => {
		expect((await readMail(mail(`From: ${header}`, "", "hi"))).from).toEqual({ name, address });
	});
});

it("the body may begin without an empty line", async () => {
	expect((await readMail(mail("From: a@x.com", "Subject: Hi", "no line in between", "more"))).text).toBe("no line in between\nmore");
	expect((await readMail(mail("From: a@x.com", "garbage", "Subject: Hi", "", "words"))).subject).toBe("Hi");
});

it("a type that is none is text", async () => {
	expect((await readMail(mail(...from, "Content-Type: text", "", "words"))).text).toBe("words");
});

describe("what is packed another way", () => {
	it("uuencoded in the text is a file", async () => {
		const { text, attachments } = await readMail(mail(...from, "", "Here:", "begin 644 cat.txt", "#0V%T", "`", "end", "Bye"));
		expect(text).toBe("Here:\nBye");
		expect(attachments).toMatchObject([{ filename: "cat.txt", content: Buffer.from("Cat") }]);
		expect((await readMail(mail(...from, "", "begin 644 a way", "of words, no file"))).attachments).toEqual([]);
	});

	it("winmail.dat becomes its files and text", async () => {
		const packed = winmail("Report.pdf", Buffer.from("%PDF-1.4"), "The words");
		const part = ['Content-Type: application/ms-tnef; name="winmail.dat"', "Content-Transfer-Encoding: base64", "", packed.toString("base64")];
		const { text, attachments } = await readMail(multipart(from, "mixed", [part]));
		expect(text).toBe("The words");
		expect(attachments).toMatchObject([{ filename: "Report.pdf", content: Buffer.from("%PDF-1.4") }]);
	});

	it("winmail.dat says which code page its names are in", async () => {
		const packed = winmail("Счёт.pdf", Buffer.from("%PDF-1.4"), "The words", 1251);
		const part = ['Content-Type: application/ms-tnef; name="winmail.dat"', "Content-Transfer-Encoding: base64", "", packed.toString("base64")];
		expect((await readMail(multipart(from, "mixed", [part]))).attachments).toMatchObject([{ filename: "Счёт.pdf" }]);
	});

	it("winmail.dat that is none stays a file", async () => {
		for (const content of ["eJ8+Ig==", "eJ8+IgAAAQ==", Buffer.from(`\x78\x9f\x3e\x22${"\xff".repeat(40)}`, "latin1").toString("base64")]) {
			const part = ['Content-Type: application/ms-tnef; name="winmail.dat"', "Content-Transfer-Encoding: base64", "", content];
			expect((await readMail(multipart(from, "mixed", [part]))).attachments).toMatchObject([{ filename: "winmail.dat" }]);
		}
	});

	it("an invitation without words says what, when and where", async () => {
		const event = ["BEGIN:VEVENT", "SUMMARY:Visit\\, at last", "DTSTART;TZID=Europe/Madrid:20261105T100000", "LOCATION:Office", "END:VEVENT"];
		const { text } = await readMail(multipart(from, "mixed", [["Content-Type: text/calendar; method=REQUEST", "", "BEGIN:VCALENDAR", ...event]]));
		expect(text).toBe("Visit, at last\n2026-11-05 10:00\nOffice");
	});

	it("a mail inside a mail is a file, and the text where there is no other", async () => {
		const inner = ["Content-Type: message/rfc822", "", "Subject: Inside", "From: b@example.com", "", "inner words"];
		const forwarded = await readMail(multipart(from, "mixed", [["Content-Type: text/plain", "", "See below"], inner]));
		expect(forwarded).toMatchObject({ text: "See below", attachments: [{ contentType: "message/rfc822" }] });
		expect((await readMail(multipart(from, "mixed", [inner]))).text).toContain("inner words");
	});
});

/** A file as Outlook packs it ([MS-OXTNEF]): a text property of the message, and one attachment with a title and its data. */
function winmail(name: string, content: Buffer, text: string, codePage = 1252): Buffer {
	const attribute = (level: number, id: number, data: Buffer) => {
		const head = Buffer.alloc(9);
		head.writeUInt8(level, 0);
		head.writeUInt32LE(id, 1);
		head.writeUInt32LE(data.length, 5);
		return Buffer.concat([head, data, Buffer.alloc(2)]);
	};
	const numbers = (...values: number[]) => Buffer.from(new Uint32Array(values).buffer);
	const value = Buffer.from(`${text}\0`, "utf16le");
	const padding = Buffer.alloc((4 - (value.length % 4)) % 4);
	const properties = Buffer.concat([numbers(2, 0x0e08_0003, 7, 0x1000_001f, 1, value.length), value, padding]);
	return Buffer.concat([
		Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]),
		attribute(1, 0x0006_9007, numbers(codePage, 0)),
		attribute(1, 0x0006_9003, properties),
		attribute(2, 0x0006_9002, Buffer.alloc(14)),
		attribute(2, 0x0001_8010, iconv.encode(`${name}\0`, `cp${codePage}`)),
		attribute(2, 0x0006_800f, content),
	]);
}
