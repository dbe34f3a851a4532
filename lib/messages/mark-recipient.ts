import "server-only";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db";
import { conversations, customerIdentities, messageMails, messages } from "@/db/schema";
import { markAlive, markUndeliverable, undeliverableAmong } from "@/lib/customers/undeliverable";

/** Nothing arrives at whom a mail went to. Where it went to several nobody says which of them it was: then nobody's address is called dead. */
export async function markRecipient(tx: Transaction, messageId: number): Promise<void> {
	const address = await onlyRecipient(tx, messageId);
	if (address) await markUndeliverable(tx, address);
}

/** It arrived, so the address lives; but that somebody called a mail of ours spam is taken back by them alone, when they write. */
export async function clearRecipient(tx: Transaction, messageId: number): Promise<void> {
	const address = await onlyRecipient(tx, messageId);
	if (!address || (await undeliverableAmong(tx, [address])).length === 0) return;
	const [complaint] = await tx
		.select({ id: messages.id })
		.from(customerIdentities)
		.innerJoin(conversations, eq(conversations.customerId, customerIdentities.customerId))
		.innerJoin(messages, eq(messages.conversationId, conversations.id))
		.where(and(eq(customerIdentities.kind, "email"), eq(customerIdentities.value, address), eq(messages.errorCode, "complained")))
		.limit(1);
	if (!complaint) await markAlive(tx, address);
}

async function onlyRecipient(tx: Transaction, messageId: number): Promise<string | null> {
	const [mail] = await tx
		.select({ to: messageMails.to, cc: messageMails.cc, bcc: messageMails.bcc })
		.from(messageMails)
		.where(eq(messageMails.messageId, messageId));
	const [only, ...others] = mail ? [...mail.to, ...mail.cc, ...mail.bcc] : [];
	return only && others.length === 0 ? only.address.toLowerCase() : null;
}
