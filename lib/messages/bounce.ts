import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { messageMails, messages } from "@/db/schema";
import { markUndeliverable } from "@/lib/customers/undeliverable";
import type { Bounce } from "@/lib/mail/bounce";
import { bounceReason, isDeadAddress } from "@/lib/mail/bounce-reason";
import type { ParsedMail } from "@/lib/mail/parse";
import { conversationFromAddress } from "@/lib/mail/reply-token";
import { publish } from "@/lib/realtime/publish";
import { moveStatus, noteAside } from "./status";

type Sent = { id: number; conversationId: number; recipients: string[] };

type Told = { messageId: number } | null;

/** What servers tell by mail of a mail of ours, which is then marked: it came back, is late, or was called spam. Null where they tell nothing, or of none that is here. */
export async function toldByMail({ bounce, delay, complaint }: Pick<ParsedMail, "bounce" | "delay" | "complaint">): Promise<Told> {
	if (bounce) return about(bounce, bounced);
	if (delay) return about(delay, (tx, { id }) => noteAside(tx, id, "delayed"));
	return complaint ? about(complaint, complained) : null;
}

async function about(report: Bounce, mark: (tx: Transaction, found: Sent, report: Bounce) => Promise<unknown>): Promise<Told> {
	const message = await transaction(async (tx) => {
		const found = await findSent(tx, report);
		if (found) await mark(tx, found, report);
		return found;
	});
	if (message) await publish("conversation.changed", { conversationId: message.conversationId, messageId: message.id });
	return message ? { messageId: message.id } : null;
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
