import "server-only";
import { eq } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type Chatbot, chatbots } from "@/db/schema";
import { type Actor, requireStaff } from "@/lib/actor";
import { DomainError } from "@/lib/errors";

/** The chatbot, as it is now. Throws notFound. */
export async function loadChatbot(tx: Transaction, id: number, actor: Actor): Promise<Chatbot> {
	requireStaff(actor);
	const [chatbot] = await tx.select().from(chatbots).where(eq(chatbots.id, id));
	if (!chatbot) throw new DomainError("notFound");
	return chatbot;
}
