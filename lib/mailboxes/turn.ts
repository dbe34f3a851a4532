import "server-only";
import { eq, sql } from "drizzle-orm";
import { transaction } from "@/db";
import { settings, webhooks } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { emailSyncKey } from "@/lib/inboxes/email-sync";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/realtime/publish";
import { maxAttempts } from "@/lib/webhooks/store";

/** Turns taking mail in on or off. Nothing is lost meanwhile: what was posted to us waits, what lies in mailboxes is fetched afterwards. */
export async function turnEmailSync(on: boolean, _actor: UserActor): Promise<void> {
	await transaction(async (tx) => {
		await tx
			.insert(settings)
			.values({ key: emailSyncKey, value: on })
			.onConflictDoUpdate({ target: settings.key, set: { value: on, updatedAt: sql`clock_timestamp()` } });
		if (!on) return;
		const held = await tx.update(webhooks).set({ state: "received" }).where(eq(webhooks.state, "held")).returning({ id: webhooks.id });
		for (const { id } of held) await enqueue(tx, "webhook.process", { webhookId: id }, { key: `webhook:${id}`, maxAttempts });
	});
	await publish("inboxes.changed", {});
}
