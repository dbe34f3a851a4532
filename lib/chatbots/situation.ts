import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Channel, type Conversation, customers, messages } from "@/db/schema";
import { ownWords } from "@/lib/mail/visible";

/** All that a chatbot is told: what customer and business said to each other on the channel. Never notes, addresses, or other conversations. */
export type Situation = {
	conversationId: number;
	channel: Channel;
	subject: string | null;
	customer: { name: string; language: string | null };
	/** The newest, oldest first. */
	said: { by: "customer" | "us"; text: string }[];
	/** The customer's last words. */
	heard: string;
};

const most = { messages: 20, characters: 4_000 };

export async function situationOf(tx: Transaction, { id, channel, subject, customerId }: Conversation): Promise<Situation> {
	const newest = await tx
		.select({ direction: messages.direction, body: messages.body, visibleLength: messages.visibleLength })
		.from(messages)
		.where(and(eq(messages.conversationId, id), eq(messages.automatic, false)))
		.orderBy(desc(messages.id))
		.limit(most.messages);
	const said = newest.reverse().map(({ direction, ...message }) => ({
		by: direction === "in" ? ("customer" as const) : ("us" as const),
		text: ownWords(message).slice(0, most.characters).toWellFormed(),
	}));
	const [customer] = await tx.select({ name: customers.name, language: customers.language }).from(customers).where(eq(customers.id, customerId));
	const heard = said.findLast(({ by }) => by === "customer")?.text ?? "";
	return { conversationId: id, channel, subject, customer: customer ?? { name: "", language: null }, said, heard };
}
