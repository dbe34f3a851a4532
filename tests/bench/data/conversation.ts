import { sql } from "drizzle-orm";
import { db } from "@/db";
import { conversationDetails } from "@/lib/conversations/details";
import { deleteConversation } from "@/lib/messages/delete-conversation";
import { purgeConversation } from "@/lib/messages/purge";
import { replyRecipients } from "@/lib/messages/recipients";
import { timelineAround, timelinePage } from "@/lib/timeline/queries";
import { touched } from "../../support/buffers";
import type { Figure } from "../figures";
import { measure, operator } from "./meter";

/** All that the page of a conversation asks for. */
async function open(id: number): Promise<void> {
	await Promise.all([conversationDetails(id), replyRecipients(id, 1), timelinePage(id)]);
}

export async function conversationFigures(): Promise<Figure[]> {
	const [longest] = await db().execute<{ id: string; count: number }>(
		sql`SELECT id, message_count AS count FROM conversations ORDER BY message_count DESC LIMIT 1`,
	);
	const some = await db().execute<{ id: string }>(sql`SELECT id FROM conversations WHERE id % 97 = 5 ORDER BY sort_at DESC LIMIT 60`);
	const [middle] = await db().execute<{ id: string }>(
		sql`SELECT id FROM messages WHERE conversation_id = ${longest?.id} ORDER BY id OFFSET ${Math.floor((longest?.count ?? 0) / 2)} LIMIT 1`,
	);
	const monster = Number(longest?.id);
	const figures = [
		await measure({ name: "open a conversation", times: 60, goal: 5, run: (i) => open(Number(some[i % some.length]?.id)) }),
		await measure({ name: "open the longest conversation", times: 30, goal: 5, run: () => open(monster) }),
		await measure({ name: "open the longest one at a message in its middle", times: 30, goal: 5, run: () => timelineAround(monster, Number(middle?.id)) }),
	];
	return [...figures, await erase(monster, longest?.count ?? 0), await purge(monster)];
}

/** Deleted for good and brought back: the transaction is rolled back. */
async function erase(id: number, messages: number): Promise<Figure> {
	const back = new Error("back");
	const run = () =>
		db()
			.transaction(async (tx) => {
				await tx.execute(sql`DELETE FROM conversations WHERE id = ${id}`);
				throw back;
			})
			.catch((error) => {
				if (error !== back) throw error;
			});
	return measure({ name: `delete the longest one (${messages.toLocaleString("en")} messages): its row, gone for everybody`, times: 3, run });
}

/** The same with the job that takes its history away: of a copy, which is not missed afterwards. */
async function purge(id: number): Promise<Figure> {
	const [copy] = await db().execute<{ id: string }>(
		sql`INSERT INTO conversations (customer_id, inbox_id, channel) SELECT customer_id, inbox_id, channel FROM conversations WHERE id = ${id} RETURNING id`,
	);
	const copyId = Number(copy?.id);
	await db().execute(sql`INSERT INTO messages (conversation_id, inbox_id, direction, author, channel, status, body, search_extra)
		SELECT ${copyId}, inbox_id, direction, author, channel, status, body, search_extra FROM messages WHERE conversation_id = ${id} ORDER BY id`);
	const { milliseconds, buffers } = await touched(async () => {
		await deleteConversation(copyId, operator(1));
		await purgeConversation(copyId);
	});
	return { name: "… and its history, by the job", unit: "ms", values: [milliseconds], buffers: [buffers] };
}
