import { describe, expect, it } from "vitest";
import { messageId, messageIds } from "@/lib/mail/message-ids";
import { cpuMs } from "./mails";

describe("messageId", () => {
	it.each([
		["<normal@example.com>", "normal@example.com"],
		["<malformed@@example.com>", "malformed@@example.com"],
		["<001c01d710db$a8137a50$f83a6ef0$@jones.smith@example.com>", "001c01d710db$a8137a50$f83a6ef0$@jones.smith@example.com"],
		["<test@@@domain.com>", "test@@@domain.com"],
		["  <abc123@example.com>  ", "abc123@example.com"],
		["abc123@example.com", "abc123@example.com"],
		["<CAFnQjQFhY8z@mail.example.com@gateway.company.com>", "CAFnQjQFhY8z@mail.example.com@gateway.company.com"],
		["<>", null],
		["", null],
		[undefined, null],
	])("%s", (header, id) => expect(messageId(header)).toBe(id));
});

describe("messageIds", () => {
	it("takes commas, sentences, folds and repetitions", () => {
		expect(messageIds("<a@x>, <b@x>\r\n\t<a@x>")).toEqual(["a@x", "b@x"]);
		expect(messageIds("Your message of Monday <a@x> from <b@x>")).toEqual(["a@x", "b@x"]);
		expect(messageIds("a@x b@x,c@x")).toEqual(["a@x", "b@x", "c@x"]);
	});

	it("keeps the newest hundred and refuses monsters", () => {
		const ids = messageIds(Array.from({ length: 5_000 }, (_, index) => `<${index}@x>`).join(" "));
		expect([ids.length, ids.at(-1)]).toEqual([100, "4999@x"]);
		expect(messageIds(`<${"a".repeat(1_500)}> <b@x>`)).toEqual(["b@x"]);
	});

	it("is quick with made-up headers", () => {
		expect(
			cpuMs(() => {
				messageIds("<".repeat(500_000));
				messageIds("<a ".repeat(500_000));
			}),
		).toBeLessThan(1_000);
	});
});
