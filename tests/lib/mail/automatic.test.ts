import { describe, expect, it } from "vitest";
import { readMail } from "@/lib/mail/read-mail";
import { fixture, mail } from "./mails";

const automatic = async (...headers: string[]) => (await readMail(mail("From: Ana <ana@example.com>", ...headers, "", "hi"))).automatic;

describe("isAutomatic", () => {
	it.each([
		"Auto-Submitted: auto-replied",
		"Auto-Submitted: auto-generated; foo=bar",
		"X-Autoreply: yes",
		"X-Auto-Response-Suppress: All",
		"X-Auto-Response-Suppress: DR, OOF, AutoReply",
		"X-Autorespond: vacation",
		"Precedence: auto_reply",
		"Precedence: bulk",
		"Precedence: list",
		"List-Id: <news.example.com>",
		"List-Unsubscribe: <mailto:leave@example.com>",
		"Return-Path: <>",
		"X-Failed-Recipients: x@example.com",
		"Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
		"Subject: Out of office: back on Monday",
		"Subject: Respuesta automática: vacaciones",
		"Subject: Mail delivery failed: returning message to sender",
		"Subject: Undeliverable: Order 4711",
		"Subject: =?utf-8?Q?Risposta_automatica:_ferie?=",
	])("%s", async (header) => expect(await automatic(header)).toBe(true));

	it.each([
		"X-Nothing: 1",
		"Auto-Submitted: no",
		"X-Autoreply: no",
		"Return-Path: <ana@example.com>",
		"Subject: Re: out of office hours?",
		"Subject: Delivery failure: my parcel is not here",
		"Subject: Re: Undeliverable: Order 4711",
		"X-Auto-Response-Suppress: DR, OOF",
	])("a person: %s", async (header) => expect(await automatic(header)).toBe(false));

	it("sees mail daemons and the mails of others", async () => {
		expect((await readMail(mail("From: MAILER-DAEMON@mx.example.com", "", "hi"))).automatic).toBe(true);
		for (const header of ["MAILER-DAEMON (Mail Delivery System)", "Mailer Daemon <>", "Mail Delivery System <>", '"" (Mail Delivery Subsystem)'])
			expect((await readMail(mail(`From: ${header}`, "", "hi"))).automatic).toBe(true);
		expect((await readMail(fixture("non-utf-encoded-mail"))).automatic).toBe(true);
		expect((await readMail(fixture("bounced-gmail"))).automatic).toBe(true);
		expect((await readMail(fixture("mail-with-quote"))).automatic).toBe(false);
	});
});
