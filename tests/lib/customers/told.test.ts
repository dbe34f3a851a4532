import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db";
import { conversations, customers, inboxes } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { deleteConversation } from "@/lib/messages/delete-conversation";
import { dispatchReply } from "@/lib/messages/dispatch";
import { submitStart } from "@/lib/messages/submit-start";
import { publish } from "@/lib/realtime/publish";
import { setWriting } from "@/lib/users/writing";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser } from "../../support/factories";

vi.mock("@/lib/realtime/publish", () => ({ publish: vi.fn() }));
setupDatabase();
let lucia: UserActor;

beforeAll(async () => {
	lucia = await makeUser();
	const { id } = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, id));
});
beforeEach(() => void vi.mocked(publish).mockClear());

/** The customers of whom a change was told. */
const told = () =>
	vi.mocked(publish).mock.calls.flatMap(([name, payload]) => (name === "customer.changed" && "customerId" in payload ? [payload.customerId] : []));
const customerOf = async (conversationId: number) => (await db().select().from(conversations).where(eq(conversations.id, conversationId)))[0]!.customerId;

describe("who shows a customer, or the list of them, is told", () => {
	test("when somebody new writes, and when one of theirs begins; not of every message", async () => {
		const { conversationId } = await mailArrives({ from: "Nadia <nadia@example.it>", subject: "First", id: "<first@example.it>" });
		const customerId = await customerOf(conversationId);
		expect(told()).toEqual([customerId]);
		const answer = await mailArrives({ from: "Nadia <nadia@example.it>", subject: "Re: First", headers: ["In-Reply-To: <first@example.it>"] });
		expect(answer.conversationId).toBe(conversationId);
		expect(told()).toEqual([customerId]);
		const second = await mailArrives({ from: "Nadia <nadia@example.it>", subject: "Second" });
		expect(second.conversationId).not.toBe(conversationId);
		expect(told()).toEqual([customerId, customerId]);
		vi.mocked(publish).mockClear();
		await deleteConversation(second.conversationId, lucia);
		expect(told()).toEqual([customerId]);
	});

	test.each([0, 10])("when we write first, with %d seconds to undo it", async (undoSeconds) => {
		const { conversationId } = await mailArrives({ from: `Otto <otto${undoSeconds}@example.it>` });
		const customerId = await customerOf(conversationId);
		await setWriting({ signature: "", undoSeconds }, lucia);
		vi.mocked(publish).mockClear();
		const mail = { channel: "email" as const, subject: "Your order", text: "It is here.", html: null, cc: [], replyTo: "main" as const, archive: false };
		const given = { ...mail, customerId, clientKey: crypto.randomUUID(), sendAt: null, revisions: [], fromRecord: false };
		const submitted = await submitStart(given, lucia);
		if (submitted.state === "waiting") {
			expect(told()).toEqual([]);
			await dueNow(submitted.id);
		}
		expect(told()).toEqual([customerId]);
	});
});

describe("what a stranger is called", () => {
	test("stays on its line, and leaves the letters after it as they stand", async () => {
		const { conversationId } = await mailArrives({ from: '"\u202Egnp.exe\u2066 Giulia" <turned@example.it>' });
		const [customer] = await db()
			.select()
			.from(customers)
			.where(eq(customers.id, await customerOf(conversationId)));
		expect(customer?.name).toBe("gnp.exe Giulia");
	});
});

async function dueNow(id: number) {
	const { outgoing } = await import("@/db/schema");
	await db().update(outgoing).set({ sendAt: new Date() }).where(eq(outgoing.id, id));
	await dispatchReply(id);
}
