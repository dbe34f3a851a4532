import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readMail } from "@/lib/mail/read-mail";
import { fixture, from, mail, multipart, png } from "./mails";

const read = (name: string) => readMail(fixture(name));
const names = (attachments: { filename: string; inline: boolean }[], inline = false) =>
	attachments.filter((file) => file.inline === inline).map((file) => file.filename);

describe("who wrote it", () => {
	it("is the author behind a group, by X-Original-Sender", async () => {
		const { sender, from, automatic } = await read("group-sender-support");
		expect(sender).toEqual({ name: "jane", address: "jane@example.com" });
		expect(from?.address).toBe("acme_group@example.com");
		expect(automatic).toBe(false);
	});

	it("is named by Google Groups as 'Jane' via the group", async () => {
		const parsed = await readMail(
			mail("From: 'Jane Roe' via Support <support@acme.test>", "X-Original-Sender: jane@example.com", "List-ID: <support.acme.test>", "", "hi"),
		);
		expect(parsed.sender).toEqual({ name: "Jane Roe", address: "jane@example.com" });
		expect(parsed.automatic).toBe(false);
	});

	it("is Reply-To before From, in lower case, with the name of From where it has none", async () => {
		const parsed = await readMail(mail("From: Web Form <forms@example.org>", "Reply-To: <ANA@Example.com>", "", "hi"));
		expect(parsed.sender).toEqual({ name: "Web Form", address: "ana@example.com" });
	});

	it("is From when it is among several in Reply-To", async () => {
		const parsed = await readMail(mail("From: Ana <ana@example.com>", "Reply-To: team@example.com, ana@example.com", "", "hi"));
		expect(parsed.sender?.address).toBe("ana@example.com");
	});

	it("has the local part for a name when none is given", async () => {
		expect((await readMail(mail("From: <sony@example.com>", "", "hi"))).sender?.name).toBe("sony");
	});

	it("may be nobody", async () => {
		const { sender, from, bounce } = await read("bounced-with-no-from");
		expect([sender, from]).toEqual([null, null]);
		expect(bounce).toMatchObject({ status: "5.7.1", recipient: "noreply@example-service.com" });
	});

	it("is guessed by the second library from a From that the first cannot read", async () => {
		const parsed = await readMail(mail("From: Ana Ruiz ana@example.com>", "", "hi"));
		expect(parsed.sender?.address).toBe("ana@example.com");
	});
});

describe("threading headers", () => {
	it("keeps all of In-Reply-To and References", async () => {
		expect((await read("multiple-in-reply-to")).inReplyTo[0]).toBe("4e6e35f5a38b4_479f13bb90078171@small-app-01.mail");
		expect((await read("mail-with-references")).references).toEqual(["4e6e35f5a38b4_479f13bb90078178@small-app-01.mail", "test-reference-id"]);
	});

	it("takes the first of two Message-IDs, and none when there is none", async () => {
		const two = await readMail(mail("From: a@example.com", "Message-ID: <first@example.com>", "Message-ID: <second@@example.com>", "", "hi"));
		expect(two.messageId).toBe("first@example.com");
		expect((await readMail(mail("From: a@example.com", "", "hi"))).messageId).toBeNull();
	});

	it("collects where servers delivered it to", async () => {
		const parsed = await readMail(mail(...from, "Delivered-To: Help@Example.org", "X-Forwarded-For: a@b.test help@example.org", "", "hi"));
		expect(parsed.deliveredTo).toEqual(["help@example.org", "a@b.test"]);
	});
});

describe("text and HTML", () => {
	it("makes text of HTML that came alone", async () => {
		const { text, html } = await read("only-html");
		expect(text).toBe("This is html only mail");
		expect(html).toContain("This is html only mail");
	});

	it("decodes encoded words and base64 in Arabic", async () => {
		const { subject, text } = await read("non-utf-encoded-mail");
		expect(subject).toBe("أهلين عميلنا الكريم");
		expect(text).toMatch(/^أنظروا، أنا أحتاجها فقط لتقوم بالتدقيق في مقالتي الشخصية/);
	});

	it("decodes ISO-2022-JP in subject, name, body and file name, keeping wide blanks", async () => {
		const jis = "=?ISO-2022-JP?B?GyRCIXlCaBsoQjEzMhskQjlmISEbKEI=?=";
		const parsed = await readMail(
			multipart([`From: ${jis} <a@example.com>`, `Subject: x${jis}x`], "mixed", [
				["Content-Type: text/plain; charset=ISO-2022-JP", "", '\u001b$B%"%^%>%s\u001b(B'],
				[`Content-Type: text/plain; name="${jis}"`, "Content-Disposition: attachment", "", "hi"],
			]),
		);
		expect(parsed.subject).toBe("x☆第132号　x");
		expect(parsed.text).toBe("アマゾン");
		expect(parsed.attachments[0]?.filename).toBe("☆第132号");
	});

	it("keeps NUL and lone surrogates out of every string", async () => {
		const parsed = await readMail(
			multipart(['From: "A\0na =?utf-16be?B?2AA=?=" <ana@example.com>', "Subject: =?utf-8?B?YQBi?= \0"], "mixed", [
				["Content-Type: text/html", "", '<p title="a\0b">x\0y</p>'],
				['Content-Type: image/png; name="a\0b.png"', "Content-Disposition: attachment", "Content-Transfer-Encoding: base64", "", png],
			]),
		);
		const { attachments, ...rest } = parsed;
		const strings = JSON.stringify([rest, attachments.map(({ content, ...file }) => file)]);
		expect(strings).not.toMatch(/\\u0000|\\ud[89a-f]/i);
		expect(parsed.html).toContain("xy");
	});

	it("folds the quote, whole text kept", async () => {
		const { text, visibleLength } = await read("mail-with-quote");
		expect(text.slice(0, visibleLength ?? 0)).toBe("Yes, I am providing you step how to reproduce this issue");
		expect(text).toContain("On Thu, Aug 19, 2021 at 2:07 PM Tejaswini");
	});

	it("drops a date that no calendar has", async () => {
		expect((await readMail(mail("From: a@example.com", "Date: Mon, 99 Foo 20x6", "", "hi"))).date).toBeNull();
		expect((await readMail(mail("From: a@example.com", "Date: Mon, 1 Jan 2024 06:31:44 +0800", "", "hi"))).date?.toISOString()).toBe(
			"2023-12-31T22:31:44.000Z",
		);
	});
});

describe("attachments", () => {
	it("are inline when the HTML shows them, whatever they say", async () => {
		const html = ["Content-Type: text/html", "", '<p>Here:</p><img src="cid:chart%40example.com">'];
		const chart = ["Content-Type: image/png", "Content-Transfer-Encoding: base64", "Content-ID: <chart@example.com>", "", png];
		const other = [
			'Content-Type: image/png; name="photo.png"',
			"Content-Disposition: inline",
			"Content-ID: <photo@example.com>",
			"Content-Transfer-Encoding: base64",
			"",
			png,
		];
		const { attachments, html: shown } = await readMail(multipart(from, "related", [html, chart, other]));
		expect(names(attachments, true)).toEqual(["attachment.png"]);
		expect(names(attachments)).toEqual(["photo.png"]);
		expect(shown).toContain('src="cid:chart@example.com"');
	});

	it("are shown where a text-only mail names them", async () => {
		const { text, html, attachments } = await read("mail-with-plain-text-and-inline-image");
		expect(text).toMatch(/^Let's add no HTML content here, just plain text and images/);
		expect(text).not.toContain("[image:");
		expect(html).toContain('src="cid:ii_lm7fuura0"');
		expect(names(attachments)).toEqual([]);
		expect(names((await read("mail-with-inline-images")).attachments)).toEqual([]);
	});

	it("keep an inline PDF as a file", async () => {
		expect(names((await read("email-with-inline-pdf")).attachments)).toEqual(["dummy.pdf"]);
	});

	it("get a name from their type", async () => {
		expect(names((await read("attachments-without-filename")).attachments)).toEqual(["attachment.png", "attachment.png"]);
	});

	it("leave out what only mail programs read", async () => {
		const text = ["Content-Type: text/plain", "", "Signed."];
		const signature = ["Content-Type: application/pgp-signature", "", "-----BEGIN PGP SIGNATURE-----"];
		expect((await readMail(multipart(from, "signed", [text, signature]))).attachments).toEqual([]);
		expect((await read("bounced-with-no-from")).attachments).toEqual([]);
	});

	it("take one copy of an invitation, and the only copy when it has no name", async () => {
		const inner = ["Content-Type: text/calendar; method=REQUEST", "", "BEGIN:VCALENDAR"];
		const file = ['Content-Type: application/ics; name="invite.ics"', "Content-Disposition: attachment", "", "BEGIN:VCALENDAR"];
		expect(names((await readMail(multipart(from, "mixed", [inner, file]))).attachments)).toEqual(["invite.ics"]);
		expect(names((await readMail(multipart(from, "mixed", [inner]))).attachments)).toEqual(["attachment.ics"]);
	});

	it("decode RFC 2231 names and refuse paths in them", async () => {
		const part = (disposition: string) => ["Content-Type: application/pdf", `Content-Disposition: attachment; ${disposition}`, "", "x"];
		const { attachments } = await readMail(
			multipart(from, "mixed", [
				part("filename*0*=UTF-8''M%C3%A4ngel; filename*1*=liste.pdf"),
				part('filename="../../etc/passwd"'),
				part('filename="a\u202Efdp.exe"'),
			]),
		);
		expect(names(attachments)).toEqual(["Mängelliste.pdf", "passwd", "afdp.exe"]);
	});

	it("beyond a hundred are counted, not kept", async () => {
		const part = ["Content-Type: image/png", "", "x"];
		const { attachments, attachmentsOmitted } = await readMail(
			multipart(
				from,
				"mixed",
				Array.from({ length: 130 }, () => part),
			),
		);
		expect([attachments.length, attachmentsOmitted]).toEqual([100, 30]);
	});
});

describe("mail that is no mail", () => {
	it("is guessed, never refused", async () => {
		for (const raw of [Buffer.alloc(0), Buffer.alloc(5_000), randomBytes(50_000), Buffer.from("\r\n\r\n"), Buffer.from("no header at all")]) {
			expect((await readMail(raw)).unparsed).toBe(false);
		}
	});

	it("keeps its main headers and body beside a header of three megabytes", async () => {
		const parsed = await readMail(mail(...from, `X-Big: ${"a".repeat(3_000_000)}`, "", "the words"));
		expect(parsed).toMatchObject({ subject: "Hello", messageId: "m1@example.com", sender: { address: "ana@example.com" } });
	});

	it("may begin with an mbox line", async () => {
		expect((await readMail(mail("From ana@example.com Mon Jan  1 00:00:00 2024", ...from, "", "hi"))).subject).toBe("Hello");
	});

	it("has broken recipients", async () => {
		expect((await read("mail-with-invalid-to")).to).toEqual([{ name: "", address: "vishnu@chatwoot.com" }]);
		expect((await read("reply-cc")).cc).toEqual([{ name: "Replies", address: "test@example.com" }]);
	});
});
