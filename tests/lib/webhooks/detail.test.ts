import { describe, expect, test } from "vitest";
import { db } from "@/db";
import { webhooks } from "@/db/schema";
import { maskHeaders, textOf, webhookDetail } from "@/lib/webhooks/detail";
import { setupDatabase } from "../../support/database";

setupDatabase();

async function stored(payload: Buffer, headers: Record<string, string> = {}) {
	const [webhook] = await db()
		.insert(webhooks)
		.values({ provider: "resend", externalId: String(Math.random()), url: "http://localhost/api/webhooks/resend", headers, payload })
		.returning({ id: webhooks.id });
	return (await webhookDetail(webhook!.id))!;
}

describe("what an admin sees of a webhook", () => {
	test("no secret, in no spelling, and everything else", () => {
		const secrets = [
			"authorization",
			"Proxy-Authorization",
			"svix-signature",
			"webhook-signature",
			"x-twilio-signature",
			"cookie",
			"x-api-key",
			"x-auth-token",
		];
		const all = Object.fromEntries([...secrets, "svix-id", "user-agent"].map((name) => [name, "s3cret"]));
		const shown = maskHeaders(all);
		expect(shown.filter(({ value }) => value === null).map(({ name }) => name)).toEqual(secrets.toSorted());
		expect(shown.filter(({ value }) => value !== null)).toEqual([
			{ name: "svix-id", value: "s3cret" },
			{ name: "user-agent", value: "s3cret" },
		]);
	});

	test("nothing of it but what is masked leaves the query", async () => {
		const detail = await stored(Buffer.from("{}"), { authorization: "Bearer s3cret", "svix-signature": "v1,s3cret" });
		expect(JSON.stringify(detail)).not.toContain("s3cret");
		expect(detail.headers).toEqual([
			{ name: "authorization", value: null },
			{ name: "svix-signature", value: null },
		]);
	});

	test("the payload's beginning, cut between characters", async () => {
		expect(await stored(Buffer.from('{"a":"ñ"}'))).toMatchObject({ start: '{"a":"ñ"}', cut: false, size: 10 });
		const long = await stored(Buffer.from(`a${"ñ".repeat(40_000)}`));
		expect(long).toMatchObject({ start: `a${"ñ".repeat(32_767)}`, cut: true, size: 80_001 });
		expect(await stored(Buffer.alloc(0))).toMatchObject({ start: "", cut: false, size: 0 });
	});

	test("no text made of what is none", () => {
		expect(textOf(Buffer.from("89504e470d0a1a0a0000000d", "hex"))).toBeNull();
		expect(textOf(Buffer.from("c3c3c3c3ffff", "hex"))).toBeNull();
		expect(textOf(Buffer.from(`Subject: caf\xe9\r\n\r\n${"text ".repeat(50)}`, "latin1"))).toContain("Subject: caf\ufffd\n\n");
	});

	test("characters that would make it read like something else are marks", () => {
		expect(textOf(Buffer.from("invoice\u202efdp.exe\u200b\u001b[2J"))).toBe("invoice\ufffdfdp.exe\ufffd\ufffd[2J");
	});

	test("null when there is none", async () => {
		expect(await webhookDetail(999_999)).toBeNull();
	});
});
