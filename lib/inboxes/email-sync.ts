import "server-only";
import { eq, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { settings, webhooks } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/realtime/publish";
import { maxAttempts } from "@/lib/webhooks/store";

const key = "emailSync";

/** Whether mail is taken in. On until somebody turned it off. */
export async function emailSyncOn(): Promise<boolean> {
	const [setting] = await db().select({ value: settings.value }).from(settings).where(eq(settings.key, key));
	return setting?.value !== false;
}

/** Turns taking mail in on or off. Nothing is lost meanwhile: what was posted to us waits, what lies in mailboxes is fetched afterwards. */
export async function setEmailSync(on: boolean, _actor: UserActor): Promise<void> {
	await transaction(async (tx) => {
		await tx
			.insert(settings)
			.values({ key, value: on })
			.onConflictDoUpdate({ target: settings.key, set: { value: on, updatedAt: sql`clock_timestamp()` } });
		if (!on) return;
		const held = await tx.update(webhooks).set({ state: "received" }).where(eq(webhooks.state, "held")).returning({ id: webhooks.id });
		for (const { id } of held) await enqueue(tx, "webhook.process", { webhookId: id }, { key: `webhook:${id}`, maxAttempts });
	});
	await publish("inboxes.changed", {});
}
