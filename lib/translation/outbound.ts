import "server-only";
import { eq } from "drizzle-orm";
import { db, transaction } from "@/db";
import { type Channel, conversations, customers, type WrittenIn } from "@/db/schema";
import { requireStaff, type UserActor } from "@/lib/actor";
import { writing } from "@/lib/channels/writing";
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
	return found ? offeredIn(found.channel, found.language) : null;
}

/** The same for what is about to be begun with a customer. */
export async function offeredToCustomer(customerId: number, channel: Channel): Promise<string | null> {
	const [found] = await db().select({ language: customers.language }).from(customers).where(eq(customers.id, customerId));
	return found ? offeredIn(channel, found.language) : null;
}

async function offeredIn(channel: Channel, language: string | null): Promise<string | null> {
	const engine = language && (await translatorFor(channel));
	return engine && base(engine.language) !== base(language) ? language : null;
}

/** What an answer says, or what begins a conversation with a customer. */
type Given = Written & ({ conversationId: number } | { customerId: number; channel: Channel; subject: string });
type Written = { text: string; html: string | null };
export type Preview = Written & Pick<WrittenIn, "subject" | "language" | "sentIn" | "provider">;

/** What is written, in the customer's language. Nothing is kept or sent. Throws translationOff, translationFailed and notFound. */
export async function previewReply({ text, html, ...to }: Given, actor: UserActor): Promise<Preview> {
	requireStaff(actor);
	const { channel, customerId } = "customerId" in to ? to : await transaction((tx) => loadConversation(tx, to.conversationId, actor));
	const [customer] = await db().select({ name: customers.name, language: customers.language }).from(customers).where(eq(customers.id, customerId));
	if (!customer) throw new DomainError("notFound");
	const engine = await translatorFor(channel);
	if (!engine || !customer.language) throw new DomainError("translationOff");
	const [language, sentIn] = [detectLanguage(text) ?? engine.language, customer.language];
	const how = { language, sentIn, provider: engine.provider };
	const subject = "customerId" in to && writing[channel].mail ? to.subject : undefined;
	if (base(language) === base(sentIn)) return { text, html, ...(subject !== undefined && { subject }), ...how };
	const source = { names: namesIn(customer.name, actor.user.name), from: language, to: sentIn };
	return refusable(async () => {
		const line = subject !== undefined && { subject: await translate(engine, { ...source, text: subject }) };
		if (!html) return { text: await translate(engine, { ...source, text }), html: null, ...line, ...how };
		const translated = await translate(engine, { ...source, text: html, html: true });
		return { text: htmlToText(translated), html: translated, ...line, ...how };
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
