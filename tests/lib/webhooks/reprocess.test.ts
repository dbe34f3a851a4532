import { eq, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { GET as download } from "@/app/(app)/settings/webhooks/[id]/payload/route";
import { db } from "@/db";
import { type Role, webhooks } from "@/db/schema";
import { createUser } from "@/lib/users/create";
import { processAgain } from "@/lib/webhooks/actions";
import { listTroubledWebhooks } from "@/lib/webhooks/queries";
import { reprocessWebhook } from "@/lib/webhooks/reprocess";
import { storeWebhook } from "@/lib/webhooks/store";
import { setupDatabase } from "../../support/database";
import { newRequest, signedInAs } from "../../support/request";

vi.mock("next/headers", () => import("../../support/request"));
setupDatabase();
beforeEach(async () => {
	newRequest();
	await db().execute(sql`TRUNCATE webhooks, graphile_worker._private_jobs RESTART IDENTITY`);
});

const request = {
	url: "http://localhost/api/webhooks/mime",
	headers: { authorization: "Bearer x" },
	body: Buffer.from("From: a@example.com\r\n\r\nHi \u0000\u00ff", "latin1"),
};
const jobs = () => db().execute<{ key: string; max_attempts: number }>(sql`SELECT key, max_attempts FROM graphile_worker.jobs ORDER BY id`);
const find = async (id: number) => (await db().select().from(webhooks).where(eq(webhooks.id, id)))[0];
const fail = (id: number) => db().update(webhooks).set({ state: "failed", attempts: 8, lastError: "Error: no\n    at x" }).where(eq(webhooks.id, id));

/** Their ids are 1, 2, 3… */
async function store(count = 1) {
	for (let i = 1; i <= count; i++) await storeWebhook("mime", `mail ${i}`, request);
}

let made = 0;
async function signInAs(role: Role) {
	const user = await createUser({ name: "Ana", email: `ana${made++}@example.com`, password: "correct horse", role, language: "es" });
	await signedInAs(user.id);
}

describe("a webhook is kept", () => {
	test("byte for byte, with one job, however often it comes", async () => {
		const answers = await Promise.all(Array.from({ length: 6 }, () => storeWebhook("mime", "the same", request)));
		expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
		expect(await db().select().from(webhooks)).toMatchObject([{ state: "received", attempts: 0, payload: request.body, headers: request.headers }]);
		expect(await jobs()).toHaveLength(1);
	});

	test("apart from another provider's of the same name", async () => {
		await storeWebhook("mime", "1", request);
		expect(await storeWebhook("resend", "1", request)).toEqual({ isNew: true });
	});
});

describe("processing again", () => {
	test("queues a failed one with all its tries, and one job however often it is pressed", async () => {
		await store();
		await db().execute(sql`DELETE FROM graphile_worker._private_jobs`);
		await fail(1);
		await Promise.all([reprocessWebhook(1), reprocessWebhook(1), reprocessWebhook(1)]);
		expect(await jobs()).toEqual([{ key: "webhook:1", max_attempts: 8 }]);
		expect(await find(1)).toMatchObject({ state: "received", attempts: 8 });
	});

	test("refuses a processed one and one that does not exist, and queues nothing", async () => {
		await store();
		await db().execute(sql`DELETE FROM graphile_worker._private_jobs`);
		await db().update(webhooks).set({ state: "processed" });
		await expect(reprocessWebhook(1)).rejects.toMatchObject({ code: "alreadyProcessed" });
		await expect(reprocessWebhook(99)).rejects.toMatchObject({ code: "notFound" });
		expect(await jobs()).toEqual([]);
		expect(await find(1)).toMatchObject({ state: "processed" });
	});

	test("is for admins only", async () => {
		await store();
		await fail(1);
		expect(await processAgain({ webhookId: 1 })).toEqual({ ok: false, error: "Tu sesión ha terminado. Inicia sesión de nuevo." });
		await signInAs("operator");
		expect(await processAgain({ webhookId: 1 })).toEqual({ ok: false, error: "No tienes permiso para hacer esto." });
		expect(await find(1)).toMatchObject({ state: "failed" });
		await signInAs("admin");
		expect(await processAgain({ webhookId: 1 })).toEqual({ ok: true, data: undefined });
		expect(await find(1)).toMatchObject({ state: "received" });
		expect(await processAgain({ webhookId: "1" as unknown as number })).toMatchObject({ ok: false });
	});
});

test("the list holds what failed or is tried again, newest first, page by page", async () => {
	await store(6);
	await Promise.all([fail(1), fail(3), fail(5)]);
	await db().update(webhooks).set({ attempts: 2 }).where(eq(webhooks.id, 4));
	await db().update(webhooks).set({ state: "processed", attempts: 3 }).where(eq(webhooks.id, 6));
	const ids = async (before?: number, limit?: number) => (await listTroubledWebhooks(before, limit)).map(({ id }) => id);
	expect(await ids()).toEqual([5, 4, 3, 1]);
	expect(await ids(undefined, 2)).toEqual([5, 4]);
	expect(await ids(4, 2)).toEqual([3, 1]);
	expect((await listTroubledWebhooks())[0]).toMatchObject({ provider: "mime", state: "failed", attempts: 8, size: request.body.length });
});

describe("the payload can be saved", () => {
	const get = (id: string) => download(new NextRequest(`http://localhost/settings/webhooks/${id}/payload`), { params: Promise.resolve({ id }) });

	test("by an admin, byte for byte, as something that no browser opens", async () => {
		await store();
		await signInAs("admin");
		const answer = await get("1");
		expect(Buffer.from(await answer.arrayBuffer())).toEqual(request.body);
		expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="webhook-1\.eml"/);
		expect(answer.headers.get("content-type")).toBe("application/octet-stream");
		expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
		expect((await get("2")).status).toBe(404);
		expect((await get("1e0")).status).toBe(404);
	});

	test("by nobody else", async () => {
		await store();
		expect((await get("1")).status).toBe(401);
		await signInAs("operator");
		expect((await get("1")).status).toBe(404);
	});
});
