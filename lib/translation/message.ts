import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { db, transaction } from "@/db";
import { conversations, customers, type Message, messages, type TranslationFailure, translations } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { describeError } from "@/lib/describe-error";
import { DomainError } from "@/lib/errors";
import { enqueue, translationLane } from "@/lib/jobs/enqueue";
import { log } from "@/lib/log";
import { publish } from "@/lib/realtime/publish";
import { detectLanguage } from "./detect";
import { namesIn } from "./pieces";
import { base, TranslateError } from "./provider";
import { translatorFor } from "./settings";
import { type Engine, translate } from "./translate";

/** A provider that wants to be left alone so long, in all, is not waited for any more. */
const patience = 3600_000;

/**
 * Tells the language of a received message and puts it into the team's; the job behind every message from outside. It reads messages
 * alone: what is internal has no way here. May run twice, or die anywhere. `isLast`: what fails now has failed for good.
 */
export async function translateMessage(messageId: number, isLast: boolean): Promise<void> {
	const found = await find(messageId);
	if (found?.message.direction !== "in") return;
	const { message, customer } = found;
	const known = await db().select().from(translations).where(eq(translations.messageId, messageId));
	const asked = known.some(({ state }) => state === "pending");
	// What was sent by itself only where somebody asked.
	if (!asked && (known.length > 0 || message.automatic)) return;
	const engine = await translatorFor(message.channel);
	const text = visibleText(message);
	const source = detectLanguage(text) ?? customer.language;
	if (engine && source) await learnLanguage(customer.id, source);
	if (!engine || !source || base(source) === base(engine.language) || !/\p{L}/u.test(text)) return asked ? giveUp(message) : undefined;
	await begin(message, { language: engine.language, source, provider: engine.provider });
	await run({ message, names: namesIn(customer.name, message.senderName ?? ""), source, engine }, isLast);
}

/** Another language than the team's by now is not waited for any more. */
async function begin(message: Message, how: Pick<typeof translations.$inferInsert, "language" | "source" | "provider">): Promise<void> {
	const { id: messageId, conversationId } = message;
	await db()
		.delete(translations)
		.where(and(isPending(messageId), ne(translations.language, how.language)));
	await db()
		.insert(translations)
		.values({ messageId, ...how, state: "pending" })
		.onConflictDoNothing();
	await publish("conversation.changed", { conversationId, messageId });
}

type Work = { message: Message; names: string[]; source: string; engine: Engine & { language: string } };

async function run({ message, names, source, engine }: Work, isLast: boolean): Promise<void> {
	try {
		const text = await translate(engine, { text: visibleText(message), names, from: source, to: engine.language });
		await settle(message, { state: "done", text, failure: null, provider: engine.provider });
	} catch (error) {
		const known = error instanceof TranslateError ? error : null;
		if (known?.code === "rateLimited" && (await waitFor(message, known.wait))) return;
		if (!isLast && (known?.passing ?? true)) throw error;
		if (!known) log().error({ messageId: message.id, ...describeError(error) }, "a translation failed");
		await settle(message, { state: "failed", failure: known?.code ?? "refused" });
	}
}

/** Comes again when the provider wants to be asked again: that is no attempt that failed. Not for ever. */
async function waitFor({ id: messageId }: Message, seconds: number): Promise<boolean> {
	const [pending] = await db().select({ since: translations.createdAt }).from(translations).where(isPending(messageId));
	const runAt = new Date(Date.now() + seconds * 1000);
	if (!pending || runAt.getTime() - pending.since.getTime() > patience) return false;
	await transaction((tx) => enqueue(tx, "message.translate", { messageId }, { ...translationLane(messageId), runAt }));
	return true;
}

const isPending = (messageId: number) => and(eq(translations.messageId, messageId), eq(translations.state, "pending"));
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

type Result = { state: "done"; text: string; failure: null; provider: Engine["provider"] } | { state: "failed"; failure: TranslationFailure };

async function settle({ id: messageId, conversationId }: Message, result: Result): Promise<void> {
	await db().update(translations).set(result).where(isPending(messageId));
	await publish("conversation.changed", { conversationId, messageId });
}

/** Asked for, and there is nothing to translate, or nobody who does. */
async function giveUp({ id: messageId, conversationId }: Message): Promise<void> {
	await db().delete(translations).where(isPending(messageId));
	await publish("conversation.changed", { conversationId, messageId });
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
				set: { ...pending, failure: null, createdAt: new Date() },
				setWhere: eq(translations.state, "failed"),
			})
			.returning({ messageId: translations.messageId });
		if (asked.length > 0) await enqueue(tx, "message.translate", { messageId }, translationLane(messageId));
	});
	await publish("conversation.changed", { conversationId, messageId });
}
