import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { type Cursor, chatbots } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { type Action, play } from "./script";
import { ThinkingFailed, think } from "./think";
import type { Tried } from "./try-schema";

export type Answered = { actions: Action[]; cursor: Cursor | null; minutes: number | null; failure: string | null };

/** Talks to a chatbot, saved or not yet, without a customer: nothing is sent, and nothing kept. Throws notFound. */
export async function tryChatbot({ id, behaviour, said, cursor, resumes }: Tried, _actor: UserActor): Promise<Answered> {
	const heard = said.findLast(({ by }) => by === "customer")?.text ?? "";
	if (behaviour.type === "script") {
		const turn = play(behaviour.steps, cursor, heard, resumes);
		return { actions: turn.actions, cursor: turn.cursor, minutes: turn.minutes ?? null, failure: null };
	}
	const [kept] = id === null ? [] : await db().select().from(chatbots).where(eq(chatbots.id, id));
	if (id !== null && !kept) throw new DomainError("notFound");
	const situation = { conversationId: 0, channel: "chat" as const, subject: null, customer: { name: "", language: null }, said, heard };
	// As it is saved: a key is never sent to an address that is only being typed.
	if (!kept || kept.behaviour.type !== behaviour.type) throw new DomainError("saveFirst");
	try {
		const { actions } = await think(kept, { id: 0, turn: 0, cursor: null }, situation);
		return { actions, cursor: null, minutes: null, failure: null };
	} catch (error) {
		if (!(error instanceof ThinkingFailed)) throw error;
		return { actions: [], cursor: null, minutes: null, failure: error.message.slice(0, 300) };
	}
}
