import { describe, expect, it } from "vitest";
import { bareSubject, mailLines, withoutTag } from "@/components/timeline/mail-line";
import { mail, message, note } from "./items";

describe("mailLines", () => {
	it("says the subject only when it is not the one before", () => {
		const lines = mailLines([mail(1, "Pedido 4417"), mail(2, "RE: Pedido 4417"), note(3), mail(4, "Otra cosa"), mail(5, "Re: Otra cosa")], "Pedido 4417");
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
			"a",
		);
		expect([...lines.values()].map((line) => line.recipients)).toEqual([true, true, false, true, true]);
	});
	it("says nothing of what is no mail", () => {
		expect(mailLines([message(1, { channel: "sms" })], null).size).toBe(0);
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
