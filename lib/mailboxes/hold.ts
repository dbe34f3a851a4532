import "server-only";
import { and, eq, lt, or, sql } from "drizzle-orm";
import { db } from "@/db";
import { mailboxHolds } from "@/db/schema";

/** Seconds after which a worker that says nothing more has lost the mailbox. */
export const holdSeconds = 30;

/** Takes a mailbox for one worker, or keeps it; false while another one has it. */
export async function holdMailbox(inboxId: number, worker: string): Promise<boolean> {
	const until = sql`clock_timestamp() + make_interval(secs => ${holdSeconds})`;
	const held = await db()
		.insert(mailboxHolds)
		.values({ inboxId, worker, until })
		.onConflictDoUpdate({
			target: mailboxHolds.inboxId,
			set: { worker, until },
			setWhere: or(eq(mailboxHolds.worker, worker), lt(mailboxHolds.until, sql`clock_timestamp()`)),
		})
		.returning({ inboxId: mailboxHolds.inboxId });
	return held.length > 0;
}

/** Lets others have it at once. */
export async function releaseMailbox(inboxId: number, worker: string): Promise<void> {
	await db()
		.delete(mailboxHolds)
		.where(and(eq(mailboxHolds.inboxId, inboxId), eq(mailboxHolds.worker, worker)));
}
