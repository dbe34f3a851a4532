import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Reader, Transaction } from "@/db";
import { type Conversation, conversations, messageMails, messages } from "@/db/schema";
import { statement } from "@/db/statement";
import { conversationFromAddress } from "@/lib/mail/reply-token";
import { isCustomersAddress } from "./known-mail";

type Clues = { inboxId: number; recipients: string[] /** In-Reply-To and References, without angle brackets. */; references: string[]; sender: string };

/**
 * The conversation that a mail continues, locked: by our signed token in one of its recipients or references; else by a Message-ID that this inbox sent or
 * received, provided that the sender takes part there. Never by subject alone.
 */
export async function threadOf(tx: Transaction, clues: Clues): Promise<Conversation | null> {
	const id = await idOf(tx, clues);
	const [conversation] = id ? await locked(tx, { id }) : [];
	return conversation ?? null;
}

const locked = statement((db) =>
	db
		.select()
		.from(conversations)
		.where(eq(conversations.id, sql.placeholder("id")))
		.for("no key update"),
);

async function idOf(tx: Transaction, clues: Clues): Promise<number | null> {
	for (const named of [...clues.recipients, ...clues.references]) {
		const id = conversationFromAddress(named);
		if (id === null) continue;
		const [conversation] = await tx.select({ id: conversations.id }).from(conversations).where(eq(conversations.id, id));
		if (conversation) return id;
	}
	return byReferences(tx, clues);
}

async function byReferences(tx: Transaction, { inboxId, references, sender }: Clues): Promise<number | null> {
	const ids = [...new Set(references)].slice(-100);
	if (ids.length === 0) return null;
	const hash = sql<string>`md5(${messageMails.rfcMessageId})::uuid`;
	const found = await tx
		.select({ conversationId: messages.conversationId, from: messageMails.from, to: messageMails.to, cc: messageMails.cc })
		.from(messageMails)
		.innerJoin(messages, eq(messages.id, messageMails.messageId))
		.where(
			and(
				eq(messageMails.inboxId, inboxId),
				inArray(
					hash,
					ids.map((id) => sql`md5(${id})::uuid`),
				),
				inArray(messageMails.rfcMessageId, ids),
			),
		)
		.orderBy(desc(messages.id))
		.limit(20);
	for (const { conversationId, from, to, cc } of found) {
		const parties = [from, ...to, ...cc].map((party) => party?.address.toLowerCase());
		if (parties.includes(sender) || (await isCustomersAddress(tx, conversationId, sender))) return conversationId;
	}
	return null;
}

/** Whether a mail of ours went out under this Message-ID. */
export async function isSentByUs(reader: Reader, rfcMessageId: string): Promise<boolean> {
	const [sent] = await reader
		.select({ id: messages.id })
		.from(messageMails)
		.innerJoin(messages, eq(messages.id, messageMails.messageId))
		.where(
			and(
				sql`md5(${messageMails.rfcMessageId})::uuid = md5(${rfcMessageId})::uuid`,
				eq(messageMails.rfcMessageId, rfcMessageId),
				eq(messages.direction, "out"),
			),
		)
		.limit(1);
	return sent !== undefined;
}
