import "server-only";
import { eq, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { messages, type Webhook, type WebhookProvider, webhooks } from "@/db/schema";
import type { InboundEvent } from "@/lib/channels/provider";
import { inbound } from "@/lib/channels/registry";
import { withoutValues } from "@/lib/describe-error";
import { emailSyncOn } from "@/lib/inboxes/email-sync";
import { log } from "@/lib/log";
import { emptied } from "@/lib/messages/purge";
import { applyReceipt, UnknownMessage } from "@/lib/messages/receipt";
import { receiveMail } from "@/lib/messages/receive-mail";
import { receiveText } from "@/lib/messages/receive-text";

/** How long a receipt may be ahead of the message it is about. */
const receiptPatience = 5 * 60_000;

/** Does what a stored webhook asks for. May run twice. A failure is kept with it, and thrown, so that the job tries again. */
export async function processWebhook(webhookId: number, isLastAttempt: boolean): Promise<void> {
	const [webhook] = await db().select().from(webhooks).where(eq(webhooks.id, webhookId));
	if (!webhook || webhook.state === "processed") return;
	try {
		const parsed = await inbound[webhook.provider].parse({ url: webhook.url, headers: webhook.headers, body: webhook.payload });
		if (parsed.some((event) => event.kind === "mail") && !(await emailSyncOn())) return hold(webhookId);
		let about: { messageId: number } | null | undefined;
		for (const event of parsed) about = await apply(webhook, event);
		await finish(webhookId, about);
	} catch (error) {
		const told = withoutValues(error);
		const lastError = String(told instanceof Error ? (told.stack ?? told.message) : told).slice(0, 4000);
		await db()
			.update(webhooks)
			.set({ attempts: sql`${webhooks.attempts} + 1`, lastError, ...(isLastAttempt && { state: "failed" as const }) })
			.where(eq(webhooks.id, webhookId));
		log().warn({ webhookId, provider: webhook.provider, isLastAttempt, err: error }, "webhook not processed");
		throw error;
	}
}

/** Kept, and taken up when email sync is turned on again. */
async function hold(webhookId: number): Promise<void> {
	await db().update(webhooks).set({ state: "held" }).where(eq(webhooks.id, webhookId));
	// Turned on after we had looked, and before there was anything to take up: the next try finds it on.
	if (await emailSyncOn()) throw new Error("email sync was turned on in this moment");
}

/** Keeps what it was about, so that both can be deleted together. Null: a message that is not here (any more), of which nothing is kept here either. */
async function finish(webhookId: number, about: { messageId: number } | null | undefined): Promise<void> {
	await transaction(async (tx) => {
		// Held, so that whoever deletes it right now finds this webhook afterwards.
		const [message] = about ? await tx.select({ id: messages.id }).from(messages).where(eq(messages.id, about.messageId)).for("key share") : [];
		const gone = about === null || (about && !message);
		const outcome = gone ? emptied : { state: "processed" as const, lastError: null, messageId: message?.id };
		await tx
			.update(webhooks)
			.set({ ...outcome, processedAt: sql`clock_timestamp()` })
			.where(eq(webhooks.id, webhookId));
	});
}

/** Answers the message it was about; null for one that is not here, or was deleted forever. */
async function apply(webhook: Webhook, event: InboundEvent): Promise<{ messageId: number } | null | undefined> {
	switch (event.kind) {
		case "mail":
			return receiveMail(event);
		case "text":
			return receiveText(event);
		case "receipt":
			return applyReceipt(sender[webhook.provider], event).catch((error) => {
				// A deleted one, or somebody else's (the same account may send from elsewhere too), unless it is still on its way to our own table.
				if (error instanceof UnknownMessage && Date.now() - webhook.createdAt.getTime() > receiptPatience) return null;
				throw error;
			});
		case "ignored":
			log().debug({ webhookId: webhook.id, reason: event.reason }, "webhook means nothing to us");
			return undefined;
	}
}

const sender = { resend: "resend", twilio: "twilio", mime: "none", imap: "none" } as const satisfies Record<WebhookProvider, string>;
