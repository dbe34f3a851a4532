import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { transaction } from "@/db";
import { outgoing } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { enqueueDispatch } from "./enqueue-sending";
import { loadWaiting } from "./waiting";

/** Sends what waits, or could not be sent at its time, without waiting longer. Throws alreadySent, notFound, notAllowed. */
export async function sendNow(id: number, actor: UserActor): Promise<void> {
	const conversationId = await transaction(async (tx) => {
		const row = await loadWaiting(tx, id, actor);
		const [due] = await tx
			.update(outgoing)
			.set({ state: "waiting", sendAt: sql`clock_timestamp()`, errorCode: null })
			.where(and(eq(outgoing.id, id), inArray(outgoing.state, ["waiting", "failed"])))
			.returning({ id: outgoing.id });
		if (!due) throw new DomainError("alreadySent");
		await enqueueDispatch(tx, id, new Date());
		return row.conversationId;
	});
	await publish("conversation.changed", { conversationId });
}
