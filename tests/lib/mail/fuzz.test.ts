import fc from "fast-check";
import { expect, it } from "vitest";
import { parseMail } from "@/lib/mail/parse";
import { anyMail, brokenLimits } from "../../support/mail-fuzz";

it("whatever arrives is parsed, within the limits", async () => {
	await fc.assert(
		fc.asyncProperty(anyMail, async (raw) => {
			expect(brokenLimits(await parseMail(raw))).toEqual([]);
		}),
		{ numRuns: 300, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
	);
}, 120_000);

it.each([
	["a header of a megabyte", `From: a@example.com\r\nSubject: ${"x".repeat(1_000_000)}\r\n\r\nhola`],
	["a megabyte of headers", `From: a@example.com\r\n${"X-A: b\r\n".repeat(130_000)}Subject: x\r\n\r\nhola`],
	[
		"a thousand parts",
		`From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\nx\r\n".repeat(1_000)}--b--`,
	],
	[
		"five hundred levels",
		`From: a@example.com\r\n${Array.from({ length: 500 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join("")}Content-Type: text/plain\r\n\r\nhola`,
	],
	["five hundred mails in mails", `From: a@example.com\r\n${"Content-Type: message/rfc822\r\n\r\n".repeat(500)}\r\nhola`],
	["two megabytes of nested HTML", `From: a@example.com\r\nContent-Type: text/html\r\n\r\n${"<div><a href=x>".repeat(140_000)}hola`],
	["a hundred thousand split words", `From: a@example.com\r\nSubject: ${"=?utf-8?B?w7E=?=\r\n ".repeat(50_000)}\r\n\r\nhola`],
	[
		"thirty megabytes",
		`From: a@example.com\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${"QUJD".repeat(19)}\r\n`.repeat(390_000)}`,
	],
])(
	"%s: under five seconds",
	async (_case, text) => {
		const raw = Buffer.from(text, "latin1");
		const begun = process.cpuUsage();
		const parsed = await parseMail(raw);
		const { user, system } = process.cpuUsage(begun);
		expect(brokenLimits(parsed)).toEqual([]);
		expect(parsed.sender?.address).toBe("a@example.com");
		expect((user + system) / 1_000).toBeLessThan(6_000);
	},
	60_000,
);
