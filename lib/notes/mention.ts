import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db";
import { notes, users } from "@/db/schema";
import { enqueue } from "@/lib/jobs/enqueue";

/** Keeps whom a note names, as far as they work here, and has them told. Who was told of this note already is not told again. */
export async function mention(tx: Transaction, noteId: number, userIds: number[]): Promise<void> {
	const wanted = [...new Set(userIds)];
	const named =
		wanted.length === 0
			? []
			: await tx
					.select({ id: users.id })
					.from(users)
					.where(and(inArray(users.id, wanted), isNull(users.deactivatedAt)));
	await tx
		.update(notes)
		.set({ mentions: named.map(({ id }) => id) })
		.where(eq(notes.id, noteId));
	if (named.length > 0) await enqueue(tx, "notify.mentioned", { noteId });
}
