import { describe, expect, it } from "vitest";
import { conversationFromAddress, replyAddress, withoutToken } from "@/lib/mail/reply-token";

const address = replyAddress(42, "support@example.com");

describe("replyAddress", () => {
	it("is the inbox's address with a signed tag", () => {
		expect(address).toMatch(/^support\+c42-[a-z2-7]{16}@example\.com$/);
		expect(conversationFromAddress(address)).toBe(42);
	});

	it("keeps a tag that was there", () => expect(conversationFromAddress(replyAddress(7, "a+b@example.com"))).toBe(7));
	it("survives servers that change the case", () => expect(conversationFromAddress(` ${address.toUpperCase()} `)).toBe(42));
	it("stays within a local part's 64 characters", () => {
		const long = `${"a".repeat(60)}@example.com`;
		expect(replyAddress(42, long)).toBe(long);
	});
});

describe("conversationFromAddress", () => {
	const mac = address.slice("support+c42-".length, address.indexOf("@"));

	it("refuses what is not ours", () => {
		const forged = [
			`support+c43-${mac}@example.com`,
			`support+c042-${mac.replace(/^./, (c) => (c === "a" ? "b" : "a"))}@example.com`,
			`support+c42-${"a".repeat(16)}@example.com`,
		];
		for (const one of [
			...forged,
			`support+c42-${mac.slice(1)}@example.com`,
			`support+c42-${mac}a@example.com`,
			"support@example.com",
			"",
			"@",
			`+c42-${mac}`,
			`c42-${mac}@x.test`,
		]) {
			expect(conversationFromAddress(one), one).toBeNull();
		}
	});

	it("does not take the token of one conversation for another", () => {
		const macs = Array.from({ length: 500 }, (_, id) => replyAddress(id, "a@b.test"));
		expect(new Set(macs.map((one) => one.slice(one.indexOf("-")))).size).toBe(500);
	});
});

describe("withoutToken", () => {
	it("gives the inbox's own address", () => {
		expect(withoutToken(address)).toBe("support@example.com");
		expect(withoutToken("support+sales@example.com")).toBe("support+sales@example.com");
	});
});
