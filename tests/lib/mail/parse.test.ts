import { describe, expect, it } from "vitest";
import { parseMail } from "@/lib/mail/parse";
import { from, mail, multipart, png } from "./mails";

describe("parseMail", () => {
	it("reads in its thread and gives dates and buffers back as such", async () => {
		const image = ['Content-Type: image/png; name="a.png"', "Content-Disposition: attachment", "Content-Transfer-Encoding: base64", "", png];
		const parsed = await parseMail(multipart([...from, "Date: Wed, 15 Jul 2026 15:02:11 +0200"], "mixed", [["Content-Type: text/plain", "", "hi"], image]));
		expect(parsed).toMatchObject({ text: "hi", unparsed: false, sender: { address: "ana@example.com" } });
		expect(parsed.date).toBeInstanceOf(Date);
		expect(parsed.attachments[0]?.content.equals(Buffer.from(png, "base64"))).toBe(true);
	});

	it("stops a mail that takes too long, goes on with the next, and never blocks this thread", async () => {
		let beats = 0;
		const heart = setInterval(() => beats++, 20);
		const slow = parseMail(mail(...from, "", "hello world\r\n".repeat(2_000_000)), 0.05);
		const next = parseMail(mail(...from, "", "the next one"));
		expect(await slow).toMatchObject({
			unparsed: true,
			visibleLength: 1_000,
			subject: "Hello",
			messageId: "m1@example.com",
			sender: { address: "ana@example.com" },
		});
		expect(await next).toMatchObject({ unparsed: false, text: "the next one" });
		clearInterval(heart);
		expect(beats).toBeGreaterThan(10);
	});
});
