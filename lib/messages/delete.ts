import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { conversations, messageMails, messages } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/record";
import { loadConversation } from "@/lib/conversations/load";
import { recomputeNewest } from "@/lib/conversations/recompute-newest";
import { recordEvent } from "@/lib/conversations/record-event";
import { filesOf } from "@/lib/conversations/what-goes";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { purgeMessages } from "./purge";

/**
 * Deletes one message forever, with its files and its place in the search; what was sent stays with whoever got it. The line of history
 * that says so also tells other screens to take it away. Throws notFound.
 */
export async function deleteMessage(messageId: number, actor: UserActor): Promise<void> {
	const conversationId = await transaction(async (tx) => {
		const [message] = await tx.select({ conversationId: messages.conversationId }).from(messages).where(eq(messages.id, messageId));
		if (!message) throw new DomainError("notFound");
		const conversation = await loadConversation(tx, message.conversationId, actor);
		// Somebody else may have been quicker, while this waited for the conversation.
		const [still] = await tx.select({ id: messages.id }).from(messages).where(eq(messages.id, messageId));
		if (!still) throw new DomainError("notFound");
		const said = await subjectOf(tx, eq(messageMails.messageId, messageId));
		const counts = { messages: 1, files: await filesOf(tx, eq(messages.id, messageId)) };
		await purgeMessages(tx, [messageId]);
		await forgetSteps(tx, conversation.id, messageId);
		if (conversation.subject && said?.includes(conversation.subject)) await forgetSubject(tx, conversation.id, conversation.subject);
		await recomputeNewest(tx, conversation);
		await recordEvent(tx, conversation.id, actor, "message_deleted", { messageId });
		await recordAudit(tx, actor, "message.deleted", { customerId: conversation.customerId, conversationId: conversation.id, counts });
		return conversation.id;
	});
	await publish("conversation.changed", { conversationId });
}

/** What a conversation is called goes with the message that said it, unless another one still does: `Re:` it, as answers do. */
async function forgetSubject(tx: Transaction, conversationId: number, subject: string): Promise<void> {
	const here = eq(messages.conversationId, conversationId);
	if ((await subjectOf(tx, and(here, sql`strpos(${messageMails.subject}, ${subject}) > 0`))) !== null) return;
	await tx
		.update(conversations)
		.set({ subject: await subjectOf(tx, here) })
		.where(eq(conversations.id, conversationId));
}

/** The first of such mails'; null where there is none. */
async function subjectOf(tx: Transaction, condition: SQL | undefined): Promise<string | null> {
	const [mail] = await tx
		.select({ subject: messageMails.subject })
		.from(messageMails)
		.innerJoin(messages, eq(messages.id, messageMails.messageId))
		.where(condition)
		.orderBy(asc(messages.id))
		.limit(1);
	return mail?.subject ?? null;
}

/** On record stays that a chatbot said something, not what; nor what it kept of a message that set it off. */
async function forgetSteps(tx: Transaction, conversationId: number, messageId: number): Promise<void> {
	await tx.execute(sql`UPDATE chatbot_runs r SET steps = (SELECT coalesce(jsonb_agg(
			CASE WHEN (step->>'messageId')::bigint = ${messageId} OR (r.message_id = ${messageId} AND step->>'did' = 'collect') THEN step - 'text' ELSE step END
			ORDER BY place), '[]') FROM jsonb_array_elements(r.steps) WITH ORDINALITY s(step, place))
		WHERE r.conversation_id = ${conversationId} AND (r.message_id = ${messageId} OR r.steps @> jsonb_build_array(jsonb_build_object('messageId', ${messageId}::bigint)))`);
}
