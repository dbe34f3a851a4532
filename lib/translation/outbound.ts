import "server-only";
import { eq } from "drizzle-orm";
import { db, transaction } from "@/db";
import { conversations, customers, type WrittenIn } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { loadConversation } from "@/lib/conversations/load";
import { DomainError } from "@/lib/errors";
import { htmlToText } from "@/lib/mail/to-text";
import { detectLanguage } from "./detect";
import { namesIn } from "./pieces";
import { base, TranslateError } from "./provider";
import type { TranslationGiven } from "./schema";
import { engineGiven, translatorFor } from "./settings";
import { type Engine, translate } from "./translate";

/** Into which language an answer may be translated: the customer's, where it is not the team's and somebody translates on the channel. */
export async function offeredLanguage(conversationId: number): Promise<string | null> {
	const [found] = await db()
		.select({ channel: conversations.channel, language: customers.language })
		.from(conversations)
		.innerJoin(customers, eq(customers.id, conversations.customerId))
		.where(eq(conversations.id, conversationId));
	if (!found?.language) return null;
	const engine = await translatorFor(found.channel);
	return engine && base(engine.language) !== base(found.language) ? found.language : null;
}

type Given = { conversationId: number; text: string; html: string | null };
export type Preview = { text: string; html: string | null } & Pick<WrittenIn, "language" | "sentIn" | "provider">;

/** What an answer would say in the customer's language. Nothing is kept or sent. Throws translationOff, translationFailed and notFound. */
export async function previewReply({ conversationId, text, html }: Given, actor: UserActor): Promise<Preview> {
	const conversation = await transaction((tx) => loadConversation(tx, conversationId, actor));
	const [customer] = await db().select({ name: customers.name, language: customers.language }).from(customers).where(eq(customers.id, conversation.customerId));
	const engine = await translatorFor(conversation.channel);
	if (!engine || !customer?.language) throw new DomainError("translationOff");
	const [language, sentIn] = [detectLanguage(text) ?? engine.language, customer.language];
	const { provider } = engine;
	if (base(language) === base(sentIn)) return { text, html, language, sentIn, provider };
	const source = { names: namesIn(customer.name, actor.user.name), from: language, to: sentIn };
	return refusable(async () => {
		if (!html) return { text: await translate(engine, { ...source, text }), html: null, language, sentIn, provider };
		const translated = await translate(engine, { ...source, text: html, html: true });
		return { text: htmlToText(translated), html: translated, language, sentIn, provider };
	});
}

/** Tries an engine that is about to be set with a sentence. Throws what it refuses. */
export async function testEngine(given: TranslationGiven): Promise<{ text: string }> {
	const engine: Engine = await engineGiven(given);
	const [text, from, to] = base(given.language) === "it" ? ["¿Dónde está mi pedido?", "es", "it"] : ["Dov'è il mio ordine?", "it", given.language];
	// Never the answer of last time: a test that asks nobody proves nothing.
	return refusable(async () => ({ text: await translate(engine, { text, from, to, fresh: true }) }));
}

/** A provider's refusal, as one that is told. Throws translationFailed. */
export async function refusable<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof TranslateError) throw new DomainError("translationFailed", { reason: error.code });
		throw error;
	}
}
