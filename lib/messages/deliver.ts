import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { db, type Transaction, transaction } from "@/db";
import { conversations, deliveries, type Inbox, inboxes, messageMails, messages } from "@/db/schema";
import { publicLink } from "@/lib/attachments/public-link";
import { filesOf } from "@/lib/attachments/queries";
import { type OutboundMessage, SendError, type Sent } from "@/lib/channels/provider";
import { outbound } from "@/lib/channels/registry";
import { markUndeliverable } from "@/lib/customers/undeliverable";
import { messageOf } from "@/lib/describe-error";
import { mailboxAccount } from "@/lib/inboxes/account";
import { noteSuccess, noteTrouble } from "@/lib/inboxes/state";
import { log } from "@/lib/log";
import { mailPage } from "@/lib/mail/outgoing";
import { threadMark } from "@/lib/mail/reply-token";
import { publish } from "@/lib/realtime/publish";
import { fileBytes } from "@/lib/storage/storage";
import { markRecipient } from "./mark-recipient";
import { recipientsOf } from "./recipients";
import { moveStatus } from "./status";
import { settleWithdrawn } from "./withdraw";

/**
 * Sends one queued message; the job behind every answer. It may run twice, or die anywhere: `sending` is committed before the provider
 * is called, so the next run knows that the first may have arrived, and the idempotency key, or asking the provider, keeps it from
 * being sent again. Throws while another try may help.
 */
export async function deliverMessage(messageId: number, isLastAttempt: boolean): Promise<void> {
	const claimed = await claim(messageId);
	if (!claimed) return;
	await publish("conversation.changed", { conversationId: claimed.conversationId, messageId });
	if (claimed.withdrawn) return;
	try {
		const { inbox, message } = await compose(messageId, claimed).catch(notComposed);
		await accept(messageId, await send(inbox, message));
	} catch (error) {
		await refuse(messageId, claimed, error, isLastAttempt);
	} finally {
		await publish("conversation.changed", { conversationId: claimed.conversationId, messageId });
	}
}

/** A provider that does not know us (any more) is the inbox's trouble as well as the message's; a mailbox says so itself, when it is read. */
async function send({ id, provider }: Inbox, message: OutboundMessage): Promise<Sent> {
	try {
		const sent = await outbound[provider].send(message);
		if (provider !== "mailbox") await noteSuccess(id);
		return sent;
	} catch (error) {
		if (error instanceof SendError && error.code === "credentials" && provider !== "mailbox") await noteTrouble(id, `credentials: ${error.detail}`);
		throw error;
	}
}

type Claim = { conversationId: number; idempotencyKey: string; attemptedAt: Date | null; withdrawn: boolean };

/**
 * Takes the message in hand, or puts away what was taken back after an attempt had begun. `attemptedAt` is set when an earlier attempt began
 * and its end is not known.
 */
async function claim(messageId: number): Promise<Claim | null> {
	return transaction(async (tx) => {
		const [delivery] = await tx.select().from(deliveries).where(eq(deliveries.messageId, messageId)).for("update");
		if (!delivery || (delivery.state !== "queued" && delivery.state !== "sending")) return null;
		const { idempotencyKey, attemptedAt, attempts } = delivery;
		const withdrawn = delivery.withdrawnAt !== null;
		if (withdrawn) await settleWithdrawn(tx, messageId, attemptedAt !== null);
		else await begin(tx, messageId, { attempts: attempts + 1, ...(attemptedAt === null && { attemptedAt: sql`clock_timestamp()` }) });
		const [message] = await tx.select({ conversationId: messages.conversationId }).from(messages).where(eq(messages.id, messageId));
		return message ? { conversationId: message.conversationId, idempotencyKey, attemptedAt, withdrawn } : null;
	});
}

async function begin(tx: Transaction, messageId: number, attempt: { attempts: number; attemptedAt?: SQL }): Promise<void> {
	await tx
		.update(deliveries)
		.set({ state: "sending", ...attempt })
		.where(eq(deliveries.messageId, messageId));
	await moveStatus(tx, messageId, "sending");
}

/** What fails before anything is sent (a file that cannot be read just now) leaves no doubt. */
function notComposed(error: unknown): never {
	throw error instanceof SendError ? error : new SendError("provider", messageOf(error), true, null, true);
}

async function compose(messageId: number, claimed: Claim): Promise<{ inbox: Inbox; message: OutboundMessage }> {
	const [row] = await db()
		.select({ message: messages, mail: messageMails, inbox: inboxes, conversation: conversations })
		.from(messages)
		.innerJoin(inboxes, eq(inboxes.id, messages.inboxId))
		.innerJoin(conversations, eq(conversations.id, messages.conversationId))
		.leftJoin(messageMails, eq(messageMails.messageId, messages.id))
		.where(eq(messages.id, messageId));
	if (!row) throw new SendError("provider", "the message is gone", false);
	const { message, mail, inbox } = row;
	const to = mail ? mail.to : (await recipientsOf(db(), row.conversation)).to;
	return {
		inbox,
		message: {
			messageId,
			channel: message.channel,
			idempotencyKey: claimed.idempotencyKey,
			attemptedAt: claimed.attemptedAt,
			from: { name: mail?.from?.name ?? inbox.name, address: inbox.address },
			to,
			cc: mail?.cc ?? [],
			bcc: mail?.bcc.map((person) => person.address) ?? [],
			replyTo: mail?.replyTo[0]?.address ?? null,
			subject: mail?.subject ?? null,
			text: message.body,
			html: mail?.html ? mailPage(mail.html) : null,
			inReplyTo: mail?.inReplyTo ?? null,
			references: mail ? [threadMark(message.conversationId, inbox.address), ...mail.references] : [],
			automatic: message.author !== "operator",
			...(await outgoingFiles(messageId, inbox.provider)),
			smtp: mailboxAccount(inbox)?.smtp ?? null,
			isTaken: (providerId) => isTaken(inbox.id, providerId, messageId),
		},
	};
}

/** The bytes themselves, or addresses for a provider that fetches them. */
async function outgoingFiles(messageId: number, provider: keyof typeof outbound): Promise<Pick<OutboundMessage, "files" | "mediaUrls">> {
	const files = await filesOf(messageId);
	if (outbound[provider].capabilities.fetchesFiles) return { files: [], mediaUrls: files.map((file) => publicLink(file)) };
	const read = files.map(async ({ filename, contentType, contentId, storageKey }) => ({
		filename,
		contentType,
		contentId,
		content: await fileBytes(storageKey),
	}));
	return { files: await Promise.all(read), mediaUrls: [] };
}

async function isTaken(inboxId: number, providerId: string, messageId: number): Promise<boolean> {
	const [other] = await db()
		.select({ id: messages.id })
		.from(messages)
		.where(and(eq(messages.inboxId, inboxId), sql`md5(${messages.providerId})::uuid = md5(${providerId})::uuid`, sql`${messages.providerId} IS NOT NULL`));
	return other !== undefined && other.id !== messageId;
}

/** Where some of the recipients were refused, the message says whom it did not go to, and goes on as sent to the others. */
async function accept(messageId: number, { providerId, rfcMessageId, refused = [] }: Sent): Promise<void> {
	await transaction(async (tx) => {
		await tx.update(deliveries).set({ state: "accepted", acceptedAt: sql`clock_timestamp()`, lastError: null }).where(eq(deliveries.messageId, messageId));
		await tx.update(messages).set({ providerId }).where(eq(messages.id, messageId));
		if (rfcMessageId) await tx.update(messageMails).set({ rfcMessageId }).where(eq(messageMails.messageId, messageId));
		const failure = { errorCode: "partlyRefused", errorDetail: refused.map(({ address, detail }) => `${address}: ${detail}`).join("\n") };
		await moveStatus(tx, messageId, "sent", refused.length > 0 ? failure : undefined);
		for (const { address, dead } of refused) if (dead) await markUndeliverable(tx, address.toLowerCase());
	});
}

async function refuse(messageId: number, { attemptedAt }: Claim, error: unknown, isLastAttempt: boolean): Promise<void> {
	const refusal = error instanceof SendError ? error : new SendError("provider", messageOf(error), true);
	// A refusal is an answer: nothing went out, so nothing needs to be asked before another try, unless an earlier one left that open.
	const isKnown = !refusal.retryable || (refusal.nothingSent && attemptedAt === null);
	const final = !refusal.retryable || isLastAttempt;
	await transaction(async (tx) => {
		await tx
			.update(deliveries)
			.set({
				lastError: refusal.message,
				...(final && { state: "failed" as const }),
				...(isKnown && { attemptedAt: null }),
			})
			.where(eq(deliveries.messageId, messageId));
		if (final) await fail(tx, messageId, refusal);
		if (final && refusal.code === "invalidRecipient") await markRecipient(tx, messageId);
	});
	log().warn({ messageId, code: refusal.code, final, err: error instanceof SendError ? undefined : error }, "sending failed");
	if (!final) throw refusal;
}

function fail(tx: Transaction, messageId: number, { code, detail }: SendError): Promise<boolean> {
	return moveStatus(tx, messageId, "failed", { errorCode: code, errorDetail: detail });
}
