import { describe, expect, it } from "vitest";
import { readMail } from "@/lib/mail/read-mail";
import { fixture, multipart } from "./mails";

const daemon = ["From: Mail Delivery System <MAILER-DAEMON@mx.example.com>", "To: support@example.org", "Subject: Undelivered Mail", "Return-Path: <>"];
const words = ["Content-Type: text/plain", "", "I'm sorry to inform you."];
const report = (...fields: string[]) => [
	"Content-Type: message/delivery-status",
	"",
	"Reporting-MTA: dns; mx.example.com",
	"",
	"Final-Recipient: rfc822; nobody@example.com",
	...fields,
];
const returned = ["Content-Type: text/rfc822-headers", "", "From: support@example.org", "Message-ID:", " <original@example.org>", "Subject: Your order"];
const bounce = async (...parts: string[][]) => (await readMail(multipart(daemon, "report; report-type=delivery-status", [words, ...parts]))).bounce;

describe("bounceOf", () => {
	it("reads status, words and the id of the mail that came back", async () => {
		const failed = report("Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 <nobody@example.com>:", "    User unknown");
		expect(await bounce(failed, returned)).toEqual({
			status: "5.1.1",
			rfcMessageId: "original@example.org",
			recipient: "nobody@example.com",
			others: [],
			diagnostic: "550 5.1.1 <nobody@example.com>: User unknown",
			tokens: [],
		});
	});

	it("takes the failed one among several recipients", async () => {
		const two = [...report("Action: delivered", "Status: 2.0.0"), "", "Final-Recipient: rfc822; gone@example.com", "Action: failed", "Status: 5.1.10"];
		expect(await bounce(two, returned)).toMatchObject({ recipient: "gone@example.com", status: "5.1.10" });
	});

	it("names all whom it did not reach for the same reason, also by the address that was written to", async () => {
		const of = (recipient: string, status: string) => ["", recipient, "Action: Failed (no such user)", `Status: ${status}`];
		const many = [
			...report("Action: failure", "Status: 5.1.1"),
			...of("Final-Recipient: rfc822; gone@example.com", "5.1.1"),
			...of("Final-Recipient: x400; /RFC-822=x(a)example/\r\nOriginal-Recipient: rfc822; x@example.com", "5.1.1"),
			...of("Final-Recipient: rfc822; full@example.com", "5.2.2"),
		];
		expect(await bounce(many, returned)).toMatchObject({ recipient: "nobody@example.com", others: ["gone@example.com", "x@example.com"], status: "5.1.1" });
	});

	it("is final when the report says so, even with a temporary status", async () => {
		expect(await bounce(report("Action: failed", "Status: 4.4.7"), returned)).toMatchObject({ status: "4.4.7" });
	});

	it("leaves delays and receipts alone", async () => {
		expect(await bounce(report("Action: delayed", "Status: 4.4.1"), returned)).toBeNull();
		expect(await bounce(report("Action: relayed", "Status: 2.0.0"), returned)).toBeNull();
	});

	it("understands Gmail's, whose report is empty", async () => {
		expect((await readMail(fixture("bounced-gmail"))).bounce).toMatchObject({
			status: "5.1.1",
			recipient: "alex.jones@fictionalcorp.com",
			rfcMessageId: "conversation/93775311-9416-4428-964b-862001f8a8b2/messages/27855337@gmail.com",
		});
	});

	it("does not take a customer's talk of errors for one", async () => {
		const talk = ["Content-Type: text/plain", "", "I got: 550 5.1.1 user unknown. Why?"];
		expect((await readMail(multipart(["From: ana@example.com"], "mixed", [talk]))).bounce).toBeNull();
	});
});
