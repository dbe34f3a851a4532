import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { messageMails, messages } from "@/db/schema";
import { markUndeliverable } from "@/lib/customers/undeliverable";
import type { Bounce } from "@/lib/mail/bounce";
import { bounceReason, isDeadAddress } from "@/lib/mail/bounce-reason";
import { conversationFromAddress } from "@/lib/mail/reply-token";
import { publish } from "@/lib/realtime/publish";
import { moveStatus, noteAside } from "./status";

type Sent = { id: number; conversationId: number; recipients: string[] };

/** Marks the mail of ours that came back as failed, and its address as dead when it is. Answers it; null where there is none. */
export async function bounceMessage(bounce: Bounce): Promise<{ messageId: number } | null> {
	const message = await transaction(async (tx) => {
		const found = await findSent(tx, bounce);
		if (!found) return null;
		const errorCode = bounceReason(bounce.status);
		await moveStatus(tx, found.id, "failed", { errorCode, errorDetail: bounce.diagnostic ?? bounce.status });
		const recipient = bounce.recipient?.toLowerCase() ?? found.recipients[0];
		// Whoever knows a Message-ID can write a report: it speaks only of those whom we wrote to.
		if (isDeadAddress(errorCode) && recipient && found.recipients.includes(recipient)) await markUndeliverable(tx, recipient);
		return found;
	});
	if (message) await publish("conversation.changed", { conversationId: message.conversationId, messageId: message.id });
	return message ? { messageId: message.id } : null;
}

/** Marks the mail of ours that is late. Answers it; null where there is none. */
export async function delayMessage(delay: Bounce): Promise<{ messageId: number } | null> {
	const message = await transaction(async (tx) => {
		const found = await findSent(tx, delay);
		if (found) await noteAside(tx, found.id, "delayed");
		return found;
	});
	if (message) await publish("conversation.changed", { conversationId: message.conversationId, messageId: message.id });
	return message ? { messageId: message.id } : null;
}

/** By the Message-ID of what came back; else, where the provider gave it another one, by the conversation that its headers name. */
async function findSent(tx: Transaction, { rfcMessageId, tokens, recipient }: Bounce): Promise<Sent | undefined> {
	const hash = sql`md5(${messageMails.rfcMessageId})::uuid = md5(${rfcMessageId ?? ""})::uuid`;
	const [byId] = rfcMessageId ? await sent(tx, and(hash, eq(messageMails.rfcMessageId, rfcMessageId))) : [];
	if (byId) return byId;
	const conversationId = tokens.map(conversationFromAddress).find((id) => id !== null);
	if (!conversationId) return undefined;
	const candidates = await sent(tx, eq(messages.conversationId, conversationId));
	return candidates.find(({ recipients }) => !recipient || recipients.includes(recipient.toLowerCase()));
}

async function sent(tx: Transaction, condition: ReturnType<typeof and>): Promise<Sent[]> {
	const found = await tx
		.select({ id: messages.id, conversationId: messages.conversationId, to: messageMails.to, cc: messageMails.cc, bcc: messageMails.bcc })
		.from(messageMails)
		.innerJoin(messages, eq(messages.id, messageMails.messageId))
		.where(and(condition, eq(messages.direction, "out")))
		.orderBy(desc(messages.id))
		.limit(10);
	return found.map(({ to, cc, bcc, ...message }) => ({ ...message, recipients: [...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase()) }));
}
