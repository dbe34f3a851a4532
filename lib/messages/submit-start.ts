import "server-only";
import { eq } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { outgoing } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { type Place, takeDraft, tellDraft } from "@/lib/drafts/save";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { enqueueDispatch } from "./enqueue-sending";
import { sendableFiles } from "./send";
import { sendTime } from "./send-time";
import { findStarted, prepareStart, type Start, type Started, startConversation } from "./start";

/** `revisions`: of the draft that it was written as. `fromRecord`: whether that was begun from the customer's record. */
export type StartSubmission = Start & { sendAt: string | null; revisions: string[]; fromRecord: boolean };
export type StartSubmitted = ({ state: "sent" } & Started) | { state: "waiting" | "cancelled"; id: number; sendAt: string; scheduled: boolean };

/**
 * Takes a first message that an operator presses Send on. Its conversation begins when the time to undo it is over, or at the hour that was
 * chosen: until then there is none. The same `clientKey` again finds what the first press became. What would keep it from being sent is
 * thrown now: see startConversation, alreadySent, and timeNotAhead.
 */
export async function submitStart(input: StartSubmission, actor: UserActor): Promise<StartSubmitted> {
	const { draftGone, ...submitted } = await transaction(async (tx): Promise<StartSubmitted & { draftGone?: boolean }> => {
		const { sendAt: chosen, revisions, fromRecord, ...start } = input;
		const takeIt = () => takeDraft(tx, placeOf(input), revisions, actor.user.id);
		const repeated = await findRepeated(tx, input, actor);
		// A save of it may have come after the first press.
		if (repeated) return { ...repeated, draftGone: await takeIt() };
		const draftGone = await takeIt();
		const sendAt = await sendTime(tx, chosen, actor);
		if (!sendAt) return { state: "sent", ...(await startConversation(tx, start, actor)), draftGone };
		await prepareStart(tx, start, actor);
		await sendableFiles(tx, start, start, actor);
		const { customerId, clientKey } = start;
		const scheduled = chosen !== null;
		const [row] = await tx
			.insert(outgoing)
			.values({ customerId, userId: actor.user.id, clientKey, reply: start, sendAt, scheduled })
			.returning({ id: outgoing.id });
		if (!row) throw new Error("an insert answers its row");
		await enqueueDispatch(tx, row.id, sendAt);
		return { state: "waiting", id: row.id, sendAt: sendAt.toISOString(), scheduled, draftGone };
	});
	if (submitted.state === "sent") {
		await publish("conversation.changed", { conversationId: submitted.conversationId, messageId: submitted.messageId });
		if (!submitted.continued) await publish("customer.changed", { customerId: input.customerId });
	}
	if (draftGone) await tellDraft(null, actor.user.id, false);
	return submitted;
}

const placeOf = ({ customerId, fromRecord }: StartSubmission): Place => ({ conversationId: null, mode: "new", customerId: fromRecord ? customerId : null });

async function findRepeated(tx: Transaction, input: StartSubmission, actor: UserActor): Promise<StartSubmitted | null> {
	const started = await findStarted(tx, input, actor);
	if (started) return { state: "sent", ...started };
	const [row] = await tx.select().from(outgoing).where(eq(outgoing.clientKey, input.clientKey));
	if (!row) return null;
	if (row.reply.text !== input.text || row.userId !== actor.user.id) throw new DomainError("alreadySent");
	return { state: row.state === "cancelled" ? "cancelled" : "waiting", id: row.id, sendAt: row.sendAt.toISOString(), scheduled: row.scheduled };
}
