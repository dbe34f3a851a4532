import "server-only";
import { and, eq } from "drizzle-orm";
import { transaction } from "@/db";
import { messages } from "@/db/schema";
import type { Actor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { DomainError } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/realtime/publish";

/** Has a mail that could not be read when it arrived read again from its raw source, by a job. Throws notFound, alreadyProcessed. */
export async function rereadMessage(messageId: number, actor: Actor): Promise<void> {
	const conversationId = await transaction(async (tx) => {
		const [message] = await tx.select({ conversationId: messages.conversationId }).from(messages).where(eq(messages.id, messageId));
		if (!message) throw new DomainError("notFound");
		await loadConversation(tx, message.conversationId, actor);
		const [waiting] = await tx
			.update(messages)
			.set({ errorCode: "rereading" })
			.where(and(eq(messages.id, messageId), eq(messages.direction, "in"), eq(messages.errorCode, "unparsed")))
			.returning({ id: messages.id });
		if (!waiting) throw new DomainError("alreadyProcessed");
		await enqueue(tx, "message.reread", { messageId }, { key: `reread:${messageId}`, maxAttempts: 5 });
		return message.conversationId;
	});
	await publish("conversation.changed", { conversationId, messageId });
}
