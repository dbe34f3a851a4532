import sharp from "sharp";
import { expect, test } from "vitest";
import { parseListFilter } from "@/lib/conversations/filter";
import { listConversations } from "@/lib/conversations/queries";
import { setAvatar } from "@/lib/customers/avatar";
import { searchCustomers } from "@/lib/search/customers";
import { setupDatabase } from "@/tests/support/database";
import { mailArrives, makeInbox, makeUser } from "@/tests/support/factories";

setupDatabase();

test("a customer's picture has an address of its own in the list and in what is found; another picture has another", async () => {
	const actor = await makeUser();
	await makeInbox("email", "support@shop.example");
	await mailArrives();
	const listed = async () => (await listConversations(actor.user.id, parseListFilter(new URLSearchParams())))[0];
	const row = await listed();
	expect(row?.customerAvatar).toBeNull();
	const addresses: unknown[] = [];
	for (const background of ["#2563eb", "#16a34a"]) {
		const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background } })
			.png()
			.toBuffer();
		await setAvatar(row?.customerId ?? 0, picture, actor);
		const address = (await listed())?.customerAvatar;
		expect(address).toMatch(new RegExp(`^/api/customers/${row?.customerId}/avatar\\?v=[0-9a-f]{12}$`));
		expect((await searchCustomers("giulia"))[0]?.avatar).toBe(address);
		addresses.push(address);
	}
	expect(new Set(addresses).size).toBe(2);
});
