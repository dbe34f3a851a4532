import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/health/route";
import { db } from "@/db";
import { env } from "@/lib/env";
import { beat } from "@/lib/health/beat";
import { startRealtime } from "@/lib/realtime/server/start";
import { storeWebhook } from "@/lib/webhooks/store";
import { setupDatabase } from "../../support/database";

setupDatabase();
const secrets = { PUSHER_KEY: "a-key", PUSHER_SECRET: "a-secret" };
let realtime: Awaited<ReturnType<typeof startRealtime>>;

beforeAll(async () => {
	realtime = await startRealtime({ port: 0, host: "127.0.0.1", appId: "1", key: secrets.PUSHER_KEY, secret: secrets.PUSHER_SECRET });
	Object.assign(process.env, secrets, { PUSHER_PORT: String(realtime.port) });
	expect(env().PUSHER_PORT).toBe(realtime.port);
});
afterAll(() => realtime.close());

async function asked() {
	const response = await GET();
	return { status: response.status, ...((await response.json()) as { reasons: string[] }) };
}

test("names whatever is down, one part after the other, and answers 200 only when nothing is", async () => {
	expect(await asked()).toMatchObject({ status: 503, worker: false, realtime: true, reasons: [expect.stringContaining("worker")] });

	await beat("worker");
	expect(await asked()).toMatchObject({ status: 200, ok: true, reasons: [], oldestWebhookSeconds: null });

	await db().execute(sql`UPDATE heartbeats SET at = now() - interval '2 minutes'`);
	expect((await asked()).reasons).toEqual([expect.stringContaining("worker has not been heard of")]);

	await beat("worker");
	await storeWebhook("mime", "waiting", { url: "http://localhost", headers: {}, body: Buffer.from("x") });
	expect(await asked()).toMatchObject({ status: 200, oldestWebhookSeconds: 0 });
	await db().execute(sql`UPDATE webhooks SET created_at = now() - interval '1 hour'`);
	expect(await asked()).toMatchObject({ status: 503, reasons: [expect.stringContaining("webhook has been waiting")] });

	await realtime.close();
	expect((await asked()).reasons).toContainEqual(expect.stringContaining("realtime"));
});
