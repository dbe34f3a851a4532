import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { db, transaction } from "@/db";
import { conversations, customers, type Message, messages, translations } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { enqueue, translationLane } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/realtime/publish";
import { detectLanguage } from "./detect";
import { base, TranslateError } from "./provider";
import { translatorFor } from "./settings";
import { type Engine, translate } from "./translate";

/**
 * Tells the language of a received message and puts it into the team's; the job behind every message from outside. It reads messages
 * alone: what is internal has no way here. May run twice, or die anywhere. `isLast`: what fails now has failed for good.
 */
export async function translateMessage(messageId: number, isLast: boolean): Promise<void> {
	const found = await find(messageId);
	if (found?.message.direction !== "in" || found.message.automatic) return;
	const { message, customer } = found;
	const [known] = await db().select().from(translations).where(eq(translations.messageId, messageId));
	if (known && known.state !== "pending") return;
	const engine = await translatorFor(message.channel);
	if (!engine) return;
	const text = visibleText(message);
	const source = detectLanguage(text) ?? customer.language;
	if (source) await learnLanguage(customer.id, source);
	if (!source || base(source) === base(engine.language) || !/\p{L}/u.test(text)) return give(known && { messageId, conversationId: message.conversationId });
	await db().insert(translations).values({ messageId, language: engine.language, source, state: "pending", provider: engine.provider }).onConflictDoNothing();
	await publish("conversation.changed", { conversationId: message.conversationId, messageId });
	await run({ message, names: [customer.name, message.senderName ?? ""], source, engine }, isLast);
}

type Work = { message: Message; names: string[]; source: string; engine: Engine & { language: string } };

async function run({ message, names, source, engine }: Work, isLast: boolean): Promise<void> {
	try {
		const text = await translate(engine, { text: visibleText(message), names: words(names), from: source, to: engine.language });
		await settle(message, { state: "done", text, failure: null, provider: engine.provider });
	} catch (error) {
		if (!(error instanceof TranslateError)) throw error;
		if (error.passing && !isLast) throw error;
		await settle(message, { state: "failed", failure: error.code });
	}
}

const words = (names: string[]) => [...new Set(names.filter((name) => name && !name.includes("@")).flatMap((name) => [name, ...name.split(/\s+/)]))];
const visibleText = ({ body, visibleLength }: Message) => body.slice(0, visibleLength ?? undefined).trimEnd();

async function find(messageId: number): Promise<{ message: Message; customer: { id: number; name: string; language: string | null } } | undefined> {
	const [found] = await db()
		.select({ message: messages, customer: { id: customers.id, name: customers.name, language: customers.language } })
		.from(messages)
		.innerJoin(conversations, eq(conversations.id, messages.conversationId))
		.innerJoin(customers, eq(customers.id, conversations.customerId))
		.where(eq(messages.id, messageId));
	return found;
}

/** Of a customer whose language nobody has said. */
async function learnLanguage(customerId: number, language: string): Promise<void> {
	const learnt = await db()
		.update(customers)
		.set({ language })
		.where(and(eq(customers.id, customerId), isNull(customers.language)))
		.returning({ id: customers.id });
	if (learnt.length > 0) await publish("customer.changed", { customerId });
}

async function settle(message: Message, result: Partial<typeof translations.$inferInsert>): Promise<void> {
	await db()
		.update(translations)
		.set(result)
		.where(and(eq(translations.messageId, message.id), eq(translations.state, "pending")));
	await publish("conversation.changed", { conversationId: message.conversationId, messageId: message.id });
}

/** Asked for, and there was nothing to translate. */
async function give(asked: { messageId: number; conversationId: number } | undefined): Promise<void> {
	if (!asked) return;
	await db().delete(translations).where(eq(translations.messageId, asked.messageId));
	await publish("conversation.changed", asked);
}

/** Translates a received message on demand, or again after it failed. Throws notFound and translationOff. */
export async function askTranslation(messageId: number, _actor: UserActor): Promise<void> {
	const found = await find(messageId);
	if (found?.message.direction !== "in") throw new DomainError("notFound");
	const { conversationId, channel } = found.message;
	const engine = await translatorFor(channel);
	if (!engine) throw new DomainError("translationOff");
	await transaction(async (tx) => {
		const source = detectLanguage(visibleText(found.message)) ?? found.customer.language ?? "und";
		const pending = { language: engine.language, source, state: "pending", provider: engine.provider } as const;
		const asked = await tx
			.insert(translations)
			.values({ messageId, ...pending })
			.onConflictDoUpdate({
				target: [translations.messageId, translations.language],
				set: { ...pending, failure: null },
				setWhere: eq(translations.state, "failed"),
			})
			.returning({ messageId: translations.messageId });
		if (asked.length > 0) await enqueue(tx, "message.translate", { messageId }, translationLane(messageId));
	});
	await publish("conversation.changed", { conversationId, messageId });
}
