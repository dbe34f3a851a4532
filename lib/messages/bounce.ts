import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { conversations, messageMails, messages } from "@/db/schema";
import { isBuriedMail } from "@/lib/conversations/tombstones";
import { markUndeliverable } from "@/lib/customers/undeliverable";
import type { Bounce } from "@/lib/mail/bounce";
import { bounceReason, isDeadAddress } from "@/lib/mail/bounce-reason";
import type { ParsedMail } from "@/lib/mail/parse";
import { conversationFromAddress } from "@/lib/mail/reply-token";
import { publish } from "@/lib/realtime/publish";
import { moveStatus, noteAside } from "./status";

type Sent = { id: number; conversationId: number; recipients: string[] };

/** Null: of one that was deleted forever. Undefined: nothing, or of none that is here. */
type Told = { messageId: number } | null | undefined;

/** What servers tell by mail of a mail of ours, which is then marked: it came back, is late, or was called spam. */
export async function toldByMail({ bounce, delay, complaint }: Pick<ParsedMail, "bounce" | "delay" | "complaint">): Promise<Told> {
	if (bounce) return about(bounce, bounced);
	if (delay) return about(delay, (tx, { id }) => noteAside(tx, id, "delayed"));
	return complaint ? about(complaint, complained) : undefined;
}

async function about(report: Bounce, mark: (tx: Transaction, found: Sent, report: Bounce) => Promise<unknown>): Promise<Told> {
	const message = await transaction(async (tx) => {
		const found = await findSent(tx, report);
		if (found) await mark(tx, found, report);
		return found;
	});
	if (!message) return message;
	await publish("conversation.changed", { conversationId: message.conversationId, messageId: message.id });
	return { messageId: message.id };
}

/** It has failed, and its address is dead when it is. */
async function bounced(tx: Transaction, { id, recipients }: Sent, { status, diagnostic, recipient, others }: Bounce): Promise<void> {
	const errorCode = bounceReason(status);
	await moveStatus(tx, id, "failed", { errorCode, errorDetail: diagnostic ?? status });
	if (!isDeadAddress(errorCode)) return;
	for (const address of [recipient ?? recipients[0], ...others]) await markOne(tx, recipients, address?.toLowerCase());
}

/** It has arrived, and no machine writes there any more. */
async function complained(tx: Transaction, { id, recipients }: Sent, { recipient }: Bounce): Promise<void> {
	await noteAside(tx, id, "complained");
	await markOne(tx, recipients, recipient?.toLowerCase() ?? (recipients.length === 1 ? recipients[0] : undefined));
}

/** Whoever knows a Message-ID can write a report: it speaks only of those whom we wrote to. */
async function markOne(tx: Transaction, recipients: string[], address: string | undefined): Promise<void> {
	if (address && recipients.includes(address)) await markUndeliverable(tx, address);
}

/**
 * By the Message-ID of what came back; else, where the provider gave it another one, by the conversation that its headers name. Null for what was
 * deleted forever: what came back of it is not to bring it again, and tells nothing of what else was sent there.
 */
async function findSent(tx: Transaction, { rfcMessageId, tokens, recipient }: Bounce): Promise<Sent | null | undefined> {
	const hash = sql`md5(${messageMails.rfcMessageId})::uuid = md5(${rfcMessageId ?? ""})::uuid`;
	const [byId] = rfcMessageId ? await sent(tx, and(hash, eq(messageMails.rfcMessageId, rfcMessageId))) : [];
	if (byId) return byId;
	if (rfcMessageId && (await isBuriedMail(tx, rfcMessageId))) return null;
	const conversationId = tokens.map(conversationFromAddress).find((id) => id !== null);
	if (!conversationId) return undefined;
	const [there] = await tx.select({ id: conversations.id }).from(conversations).where(eq(conversations.id, conversationId));
	if (!there) return null;
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
