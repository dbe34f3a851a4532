import "server-only";
import { createHash } from "node:crypto";
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { type Transaction, together } from "@/db";
import { conversations, customerIdentities, messageMails, messages } from "@/db/schema";
import { statement } from "@/db/statement";
import { isBuried } from "@/lib/conversations/tombstones";
import type { Inbound } from "./receive";

type Known = { messageId: number; conversationId: number };

/** So many leading characters tell two mails apart, and so many may stand above them that a gateway has put there. */
const [telling, banner] = [500, 3_000];

/** More than this many from one sender in one conversation within ten minutes is a machine, whatever its headers say. */
const loopLimit = 20;
const loopMs = 10 * 60_000;

/**
 * The message that this already is, or the id to store it under; `buried`: it was deleted forever. A mail is the same in every inbox: by its
 * Message-ID, sender, date and subject, and says the same, but for what lists and gateways put above or below. Another mail under the same
 * Message-ID (devices that know only one) is no repetition, and gets an id of its own.
 */
export async function identify(tx: Transaction, inbound: Inbound): Promise<{ known: Known | undefined; buried: boolean; providerId: string }> {
	const { mail, sender, providerId, body, notice } = inbound;
	const [namesakes, stored] = await together(byMessageId(tx, mail?.rfcMessageId, body), byProviderId(tx, inbound, providerId));
	const same = namesakes.find(
		(one) =>
			one.sender === sender.value &&
			one.subject === mail?.subject &&
			one.sentAt?.getTime() === mail.sentAt?.getTime() &&
			(one.saysSame || notice === "unparsed" || ["unparsed", "rereading"].includes(one.errorCode ?? "")),
	);
	if (same || namesakes.length === 0) return { known: same ?? stored.known, buried: stored.buried, providerId };
	const own = `${providerId}#${sender.value}#${mail?.sentAt?.getTime() ?? ""}#${mail?.subject}#${createHash("md5").update(body).digest("hex")}`;
	return { ...(await byProviderId(tx, inbound, own)), providerId: own };
}

async function byMessageId(tx: Transaction, rfcMessageId: string | null | undefined, body: string) {
	if (!rfcMessageId) return [];
	return tx
		.select({
			messageId: messages.id,
			conversationId: messages.conversationId,
			sender: messages.senderAddress,
			sentAt: messageMails.sentAt,
			subject: messageMails.subject,
			errorCode: messages.errorCode,
			saysSame: sql<boolean>`(strpos(left(${messages.body}, ${banner}), ${body.slice(0, telling)}) > 0
				OR strpos(${body.slice(0, banner)}, left(${messages.body}, ${telling})) > 0)`,
		})
		.from(messageMails)
		.innerJoin(messages, eq(messages.id, messageMails.messageId))
		.where(
			and(sql`md5(${messageMails.rfcMessageId})::uuid = md5(${rfcMessageId})::uuid`, eq(messageMails.rfcMessageId, rfcMessageId), eq(messages.direction, "in")),
		)
		.limit(100);
}

const byId = (mail: boolean) =>
	statement((db) => {
		const [inboxId, hash] = [sql.placeholder("inboxId"), sql`md5(${sql.placeholder("providerId")})::uuid`];
		return db
			.select({ messageId: messages.id, conversationId: messages.conversationId, buried: isBuried(mail, sql`${inboxId}`, hash) })
			.from(sql`(SELECT 1) once`)
			.leftJoin(messages, and(eq(messages.inboxId, inboxId), isNotNull(messages.providerId), eq(sql`md5(${messages.providerId})::uuid`, hash)));
	});
const [mailById, textById] = [byId(true), byId(false)];

async function byProviderId(tx: Transaction, { inbox }: Inbound, providerId: string): Promise<{ known: Known | undefined; buried: boolean }> {
	const [found] = await (inbox.channel === "email" ? mailById : textById)(tx, { inboxId: inbox.id, providerId });
	const known = found?.messageId && found.conversationId ? { messageId: found.messageId, conversationId: found.conversationId } : undefined;
	return { known, buried: found?.buried ?? false };
}

/** Two machines that answer each other without saying that they are machines. By the dates of the mails, since many old ones may be fetched at once. */
export async function isLoop(tx: Transaction, conversationId: number, { mail, sender }: Inbound): Promise<boolean> {
	if (!mail) return false;
	const newest = await tx
		.select({ sender: messages.senderAddress, direction: messages.direction, sentAt: messageMails.sentAt, createdAt: messages.createdAt })
		.from(messages)
		.innerJoin(messageMails, eq(messageMails.messageId, messages.id))
		.where(eq(messages.conversationId, conversationId))
		.orderBy(desc(messages.id))
		.limit(loopLimit * 2);
	const now = (mail.sentAt ?? new Date()).getTime();
	const near = newest.filter((one) => Math.abs((one.sentAt ?? one.createdAt).getTime() - now) < loopMs);
	return near.filter((one) => one.direction === "in" && one.sender === sender.value).length >= loopLimit;
}

/** Whether an address is one of the customer's of this conversation. */
export async function isCustomersAddress(tx: Transaction, conversationId: number, value: string): Promise<boolean> {
	const [known] = await tx
		.select({ id: customerIdentities.id })
		.from(customerIdentities)
		.innerJoin(conversations, eq(conversations.customerId, customerIdentities.customerId))
		.where(and(eq(conversations.id, conversationId), eq(customerIdentities.value, value)));
	return known !== undefined;
}
