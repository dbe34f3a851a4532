import "server-only";
import { eq } from "drizzle-orm";
import type { Transaction } from "@/db";
import { messageMails } from "@/db/schema";
import { markUndeliverable } from "@/lib/customers/undeliverable";

/** Nothing arrives at whom a mail went to. Where it went to several nobody says which of them it was: then nobody's address is called dead. */
export async function markRecipient(tx: Transaction, messageId: number): Promise<void> {
	const [mail] = await tx
		.select({ to: messageMails.to, cc: messageMails.cc, bcc: messageMails.bcc })
		.from(messageMails)
		.where(eq(messageMails.messageId, messageId));
	const [only, ...others] = mail ? [...mail.to, ...mail.cc, ...mail.bcc] : [];
	if (only && others.length === 0) await markUndeliverable(tx, only.address);
}
