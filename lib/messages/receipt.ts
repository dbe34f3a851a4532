import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { deliveries, inboxes, messageMails, messages, type Provider } from "@/db/schema";
import type { InboundEvent } from "@/lib/channels/provider";
import { isSystemMail } from "@/lib/inboxes/system-mail";
import { isDeadAddress } from "@/lib/mail/bounce-reason";
import { publish } from "@/lib/realtime/publish";
import { clearRecipient, markRecipient } from "./mark-recipient";
import { moveStatus, noteAside } from "./status";

type Receipt = Extract<InboundEvent, { kind: "receipt" }>;

/** A receipt for a message that we do not know (yet): it may be ahead of the answer to our own request. */
export class UnknownMessage extends Error {}

/** Applies what a provider says of a message we sent. Receipts may repeat and come in any order. Throws UnknownMessage. */
export async function applyReceipt(provider: Provider, receipt: Receipt): Promise<{ messageId: number } | undefined> {
	if (isSystemMail(receipt.idempotencyKey)) return undefined;
	const { message, moved } = await transaction(async (tx) => {
		const message = await findMessage(tx, provider, receipt);
		if (!message) throw new UnknownMessage(`no message ${receipt.providerId}`);
		if (message.providerId === null) await learn(tx, message.id, receipt.providerId);
		if (receipt.rfcMessageId) await tx.update(messageMails).set({ rfcMessageId: receipt.rfcMessageId }).where(eq(messageMails.messageId, message.id));
		const moved = await moveStatus(tx, message.id, receipt.status, receipt);
		const noted = await noteAside(tx, message.id, receipt.errorCode);
		if (isDeadAddress(receipt.errorCode)) await markRecipient(tx, message.id);
		else if (moved && receipt.status === "delivered") await clearRecipient(tx, message.id);
		return { message, moved: moved || noted };
	});
	if (moved) await publish("conversation.changed", { conversationId: message.conversationId, messageId: message.id });
	return { messageId: message.id };
}

async function findMessage(tx: Transaction, provider: Provider, { providerId, idempotencyKey }: Receipt) {
	const columns = { id: messages.id, conversationId: messages.conversationId, providerId: messages.providerId };
	const ours = tx.select({ id: inboxes.id }).from(inboxes).where(eq(inboxes.provider, provider));
	const byProvider = and(
		inArray(messages.inboxId, ours),
		sql`md5(${messages.providerId})::uuid = md5(${providerId})::uuid`,
		sql`${messages.providerId} IS NOT NULL`,
	);
	const [message] = await tx.select(columns).from(messages).where(byProvider);
	if (message || idempotencyKey === null) return message;
	const [named] = await tx
		.select(columns)
		.from(messages)
		.innerJoin(deliveries, eq(deliveries.messageId, messages.id))
		.where(and(eq(deliveries.idempotencyKey, idempotencyKey), isNull(messages.providerId)));
	return named;
}

/** The provider accepted it, though its answer never reached us. */
async function learn(tx: Transaction, messageId: number, providerId: string): Promise<void> {
	await tx.update(messages).set({ providerId }).where(eq(messages.id, messageId));
	await tx
		.update(deliveries)
		.set({ state: "accepted", acceptedAt: sql`clock_timestamp()` })
		.where(and(eq(deliveries.messageId, messageId), inArray(deliveries.state, ["queued", "sending"])));
}
