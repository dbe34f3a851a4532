import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db";
import { conversations, customerIdentities, customers, messages } from "@/db/schema";
import { parseSearch } from "@/lib/search/parse";
import { searchMessages } from "@/lib/search/queries";
import { refreshNames } from "@/lib/search/refresh-names";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, messageById } from "../../support/factories";

setupDatabase();
let userId: number;
let mail: Awaited<ReturnType<typeof mailArrives>>;

beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	userId = (await makeUser()).user.id;
	mail = await mailArrives({ from: "Giulia Rinaldi <giulia@example.it>", subject: "Order 4417" });
	await mailArrives({ from: "Somebody Else <else@example.it>" });
	await refreshNames();
});

const found = async (typed: string) => (await searchMessages(userId, parseSearch(typed))).hits.map(({ messageId }) => messageId);
const customerOf = async () => {
	const [row] = await db().select({ id: conversations.customerId }).from(conversations).where(eq(conversations.id, mail.conversationId));
	return row?.id ?? 0;
};

test("what a message is stored with needs no refreshing", async () => {
	await db().execute(sql`INSERT INTO search_stale (customer_id) SELECT id FROM customers`);
	expect(await refreshNames()).toBe(0);
});

test("a renamed customer's messages are found by the new name, and still by who sent them and their subject", async () => {
	await db()
		.update(customers)
		.set({ name: "Giulietta Capuleti" })
		.where(eq(customers.id, await customerOf()));
	expect(await found("capuleti ")).toEqual([]);
	expect(await refreshNames()).toBe(1);
	expect(await found("capuleti ")).toEqual([mail.id]);
	expect(await found("capuleti 4417 ")).toEqual([mail.id]);
	expect(await found("from:rinaldi ")).toEqual([mail.id]);
	expect(await refreshNames()).toBe(0);
});

test("another address is found as well", async () => {
	await db()
		.insert(customerIdentities)
		.values({ customerId: await customerOf(), kind: "phone", value: "+34600777888" });
	expect(await refreshNames()).toBe(1);
	expect(await found("34600777888 ")).toEqual([mail.id]);
});

test("a conversation that goes to another customer is found by that one's name", async () => {
	const [other] = await db().insert(customers).values({ name: "Heiress Newlywed" }).returning();
	await db()
		.update(conversations)
		.set({ customerId: other?.id ?? 0 })
		.where(eq(conversations.id, mail.conversationId));
	expect(await refreshNames()).toBe(1);
	expect(await found("newlywed ")).toEqual([mail.id]);
	expect(await found("capuleti ")).toEqual([]);
});

test("a customer with more messages than one batch", async () => {
	const customerId = await customerOf();
	await db().execute(sql`INSERT INTO messages (conversation_id, inbox_id, channel, direction, author, status, body)
		SELECT ${mail.conversationId}, 1, 'email', 'in', 'customer', 'received', 'more ' || i FROM generate_series(1, 1203) i`);
	await db().update(customers).set({ name: "Unmistakable" }).where(eq(customers.id, customerId));
	expect(await refreshNames()).toBe(1204);
	const [row] = await db().select({ count: sql<number>`count(*)::int` }).from(messages).where(sql`search_extra LIKE '%Unmistakable%'`);
	expect(row?.count).toBe(1204);
	expect((await messageById(mail.id)).searchExtra).toMatch(/^zqf/);
});
