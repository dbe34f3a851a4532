import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db";
import { searchProgress } from "@/db/schema";
import { wordsSql } from "./refresh-words";

/**
 * Takes the words of messages and notes that are about to be deleted, or to say something else (see recountWords), out of what completes a
 * search: a name that only they held is told to nobody.
 */
export async function forgetWords(tx: Transaction, ids: number[]): Promise<void> {
	if (ids.length === 0) return;
	// The counting of new messages waits meanwhile, so that a message is either counted and forgotten, or neither.
	const [progress] = await tx.select({ upto: searchProgress.upto }).from(searchProgress).for("update");
	const counted = ids.filter((id) => id <= (progress?.upto ?? 0));
	if (counted.length === 0) return;
	await tx.execute(sql`
		WITH gone AS (${wordsSql(`id IN (${counted.join(",")})`)})
		UPDATE search_words w SET messages = w.messages - gone.ndoc FROM gone WHERE w.word = gone.word`);
	await tx.execute(sql`DELETE FROM search_words w USING (${wordsSql(`id IN (${counted.join(",")})`)}) gone WHERE w.word = gone.word AND w.messages <= 0`);
}
