import { describe, expect, it } from "vitest";
import { bareSubject, mailLines, withoutTag } from "@/components/timeline/mail-line";
import { mail, message, note } from "./items";

const usual = (subject: string | null) => ({ subject, inbox: "support@example.com", customer: "giulia@example.it" });

describe("mailLines", () => {
	it("says the subject only when it is not the one before", () => {
		const lines = mailLines(
			[mail(1, "Pedido 4417"), mail(2, "RE: Pedido 4417"), note(3), mail(4, "Otra cosa"), mail(5, "Re: Otra cosa")],
			usual("Pedido 4417"),
		);
		expect([...lines].map(([id, line]) => [id, line.subject])).toEqual([
			[1, null],
			[2, null],
			[4, "Otra cosa"],
			[5, null],
		]);
	});
	it("names what the customer wrote to, and ours when they change", () => {
		const out = { direction: "out" as const };
		const lines = mailLines(
			[
				mail(1, "a"),
				mail(2, "a", out, "ana@example.com"),
				mail(3, "a", out, "Ana@example.com"),
				mail(4, "a", out, "ana@example.com", ["jefa@example.com"]),
				mail(5, "a"),
			],
			usual("a"),
		);
		expect([...lines.values()].map((line) => line.recipients)).toEqual([true, true, false, true, true]);
	});
	it("says where a mail came from when that is not what it was, on either side", () => {
		const from = (id: number, senderAddress: string) => mail(id, "a", { senderAddress });
		const ours = (id: number, address: string) => {
			const item = mail(id, "a", { direction: "out" });
			return { ...item, mail: item.mail && { ...item.mail, from: { name: "Ana", address } } };
		};
		const lines = mailLines(
			[
				from(1, "Giulia@example.it"),
				ours(2, "support+c1-x@example.com"),
				from(3, "g.rinaldi@work.example"),
				from(4, "g.rinaldi@work.example"),
				ours(5, "sales@example.com"),
				ours(6, "sales@example.com"),
				from(7, "giulia@example.it"),
			],
			usual("a"),
		);
		expect([...lines.values()].map((line) => line.from)).toEqual([null, null, "g.rinaldi@work.example", null, "sales@example.com", null, "giulia@example.it"]);
	});
	it("says nothing of what is no mail", () => {
		expect(mailLines([message(1, { channel: "sms" })], usual(null)).size).toBe(0);
	});
});

it("knows the prefixes of answers in other languages", () => {
	expect(["Re: a  b", "RV: Re[2]: a b", "Fwd: AW: a b", "I: R: a b", "a b"].map(bareSubject)).toEqual(["a b", "a b", "a b", "a b", "a b"]);
	expect(bareSubject("Reunión: mañana")).toBe("Reunión: mañana");
});

it("shows our own address without the tag of the conversation, and leaves others alone", () => {
	const tagless = (address: string) => withoutTag(address, "soporte@example.com");
	expect(tagless("Soporte+c55-abc@example.com")).toBe("soporte@example.com");
	expect(tagless("soporte@example.com")).toBe("soporte@example.com");
	expect(tagless("ana+x@example.com")).toBe("ana+x@example.com");
	expect(tagless("soporte+x@example.org")).toBe("soporte+x@example.org");
});
