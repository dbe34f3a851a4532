import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { transaction } from "@/db";
import { outgoing } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { enqueueDispatch } from "./enqueue-sending";
import { chosenTime } from "./send-time";
import { loadWaiting, tellWaiting } from "./waiting";

/** Sends what waits, or could not be sent at its time, without waiting longer. Throws alreadySent, notFound, notAllowed. */
export async function sendNow(id: number, actor: UserActor): Promise<void> {
	await sendAt(id, null, actor);
}

/** Puts what waits off to another time (ISO 8601). Throws timeNotAhead, alreadySent, notFound, notAllowed. */
export async function rescheduleReply(id: number, time: string, actor: UserActor): Promise<void> {
	await sendAt(id, chosenTime(time), actor);
}

async function sendAt(id: number, time: Date | null, actor: UserActor): Promise<void> {
	const row = await transaction(async (tx) => {
		const row = await loadWaiting(tx, id, actor);
		const [due] = await tx
			.update(outgoing)
			.set({ state: "waiting", sendAt: time ?? sql`clock_timestamp()`, errorCode: null, ...(time && { scheduled: true }) })
			.where(and(eq(outgoing.id, id), inArray(outgoing.state, ["waiting", "failed"])))
			.returning({ id: outgoing.id });
		if (!due) throw new DomainError("alreadySent");
		await enqueueDispatch(tx, id, time ?? new Date());
		return row;
	});
	await tellWaiting(row);
}
