import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db";
import { inboxes } from "@/db/schema";
import { emailSyncState, noteSuccess, noteTrouble } from "@/lib/inboxes/state";
import { publish } from "@/lib/realtime/publish";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox } from "../../support/factories";

vi.mock("@/lib/realtime/publish", () => ({ publish: vi.fn() }));
setupDatabase();

const told = () => vi.mocked(publish).mock.calls.filter(([name]) => name === "inboxes.changed").length;
const lastError = async (id: number) => (await db().select().from(inboxes).where(eq(inboxes.id, id)))[0]?.lastError;
beforeEach(() => vi.mocked(publish).mockClear());

describe("what keeps an inbox from working", () => {
	it("is told once, whatever number the server gives each refusal, and again when it is another or comes back", async () => {
		const { id } = await makeInbox("email", "once@example.com", "mailbox");
		for (let attempt = 1; attempt <= 5; attempt++) await noteTrouble(id, `credentials: 535 5.7.8 refused, session ${attempt}`);
		expect(told()).toBe(1);
		expect(await lastError(id)).toBe("credentials: 535 5.7.8 refused, session 5");
		await noteTrouble(id, "host: getaddrinfo ENOTFOUND");
		expect(told()).toBe(2);
		await noteSuccess(id);
		await noteSuccess(id);
		expect(told()).toBe(3);
		await noteTrouble(id, "host: getaddrinfo ENOTFOUND");
		expect(told()).toBe(4);
	});

	it("stays while a mailbox cannot be read, although mail of it is still being worked off", async () => {
		const { id } = await makeInbox("email", "half@example.com", "mailbox");
		await noteTrouble(id, "credentials: no");
		expect((await mailArrives({ to: "half@example.com" })).inboxId).toBe(id);
		expect(await emailSyncState()).toMatchObject({ state: "failing", inboxes: expect.arrayContaining(["half@example.com"]) });
		expect(told()).toBe(1);
	});
});
