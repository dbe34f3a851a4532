import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { conversations, customers, type DraftContent, type DraftMode, drafts } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { userChannel } from "@/lib/realtime/events";
import { publish } from "@/lib/realtime/publish";
import type { Draft } from "./queries";

/** `customerId`: from whose record a new conversation is begun. */
export type Place = { conversationId: number | null; mode: DraftMode; customerId?: number | null };
type Save = Place & { revision: string; base: string | null; content: DraftContent | null };
/** `saved` is false when another window had saved meanwhile: `current` is what is there, and nothing was written. */
export type Saved = { saved: boolean; current: Draft | null };

/**
 * Keeps what a user is writing, upon the revision that their window has seen. Of two windows that saved upon the same one the second is
 * told what the first wrote, so that it can join both: nothing typed is written over. The same save again is the same. Throws notFound.
 */
export async function saveDraft(input: Save, actor: UserActor): Promise<Saved> {
	const { result, listed } = await transaction(async (tx) => {
		await requirePlace(tx, input);
		const current = await lockDraft(tx, input, actor.user.id);
		const [mine, seen] = [current?.revision === input.revision, current === null || current.revision === input.base];
		if (mine || !seen) return { result: { saved: mine, current }, listed: false };
		const next = input.content && { mode: input.mode, revision: input.revision, content: input.content };
		await putDraft(tx, placeOf(input), actor.user.id, next);
		return { result: { saved: true, current: next }, listed: (current === null) !== (next === null) };
	});
	if (result.saved) await tellDraft(input.conversationId, actor.user.id, listed);
	return result;
}

/** The draft, with its place locked until the transaction ends, whether there is one or not. */
export async function lockDraft(tx: Transaction, place: Place, userId: number): Promise<Draft | null> {
	const { conversationId, mode, customerId } = place;
	await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`draft:${userId}:${conversationId ?? 0}:${mode}:${customerId ?? 0}`}, 0))`);
	const [draft] = await tx.select({ mode: drafts.mode, revision: drafts.revision, content: drafts.content }).from(drafts).where(at(place, userId));
	return draft ?? null;
}

/** Writes it, or with null takes it away. */
export async function putDraft(tx: Transaction, place: Place, userId: number, draft: Pick<Draft, "revision" | "content"> | null): Promise<void> {
	if (!draft) return void (await tx.delete(drafts).where(at(place, userId)));
	const written = { revision: draft.revision, content: draft.content, updatedAt: sql`clock_timestamp()` };
	await tx
		.insert(drafts)
		.values({ ...place, userId, ...written })
		.onConflictDoUpdate({ target: [drafts.userId, drafts.conversationId, drafts.customerId, drafts.mode], set: written });
}

/**
 * Takes away what has been sent, under whichever of its revisions it got here last; one that another window has written on since stays. Answers
 * whether it is gone.
 */
export async function takeDraft(tx: Transaction, place: Place, revisions: string[], userId: number): Promise<boolean> {
	if (revisions.length === 0) return false;
	const current = await lockDraft(tx, place, userId);
	if (!current || !revisions.includes(current.revision)) return false;
	await putDraft(tx, place, userId, null);
	return true;
}

/** After the commit. `listed`: the row of the list says so or says it no more. */
export async function tellDraft(conversationId: number | null, userId: number, listed: boolean): Promise<void> {
	const channel = userChannel(userId);
	await publish("draft.changed", { conversationId }, { channel });
	if (listed && conversationId !== null) await publish("conversations.changed", { conversationIds: [conversationId] }, { channel });
}

const placeOf = ({ conversationId, mode, customerId }: Place): Place => ({ conversationId, mode, customerId });
const at = ({ conversationId, mode, customerId }: Place, userId: number) =>
	and(
		eq(drafts.userId, userId),
		conversationId ? eq(drafts.conversationId, conversationId) : isNull(drafts.conversationId),
		customerId ? eq(drafts.customerId, customerId) : isNull(drafts.customerId),
		eq(drafts.mode, mode),
	);

async function requirePlace(tx: Transaction, { conversationId, mode, customerId }: Place): Promise<void> {
	if ((conversationId === null) !== (mode === "new") || (customerId && mode !== "new")) throw new DomainError("notFound");
	const there = conversationId
		? await tx.select({ id: conversations.id }).from(conversations).where(eq(conversations.id, conversationId)).for("key share")
		: customerId
			? await tx.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)).for("key share")
			: [true];
	if (there.length === 0) throw new DomainError("notFound");
}
