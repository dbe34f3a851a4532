import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { transaction } from "@/db";
import { messageMails, messages } from "@/db/schema";
import { publish } from "@/lib/realtime/publish";
import { moveStatus } from "./status";

/** Marks the mail that we sent under this Message-ID as failed. Answers it; null where there is none. */
export async function bounceMessage(rfcMessageId: string, detail: string | null): Promise<{ messageId: number } | null> {
	const message = await transaction(async (tx) => {
		const [found] = await tx
			.select({ id: messages.id, conversationId: messages.conversationId })
			.from(messageMails)
			.innerJoin(messages, eq(messages.id, messageMails.messageId))
			.where(
				and(
					sql`md5(${messageMails.rfcMessageId})::uuid = md5(${rfcMessageId})::uuid`,
					eq(messageMails.rfcMessageId, rfcMessageId),
					eq(messages.direction, "out"),
				),
			);
		if (found) await moveStatus(tx, found.id, "failed", { errorCode: "bounced", errorDetail: detail });
		return found;
	});
	if (message) await publish("conversation.changed", { conversationId: message.conversationId, messageId: message.id });
	return message ? { messageId: message.id } : null;
}
