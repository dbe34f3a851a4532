import "server-only";
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { and, inArray, isNull, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { paidTranslations } from "@/db/schema";
import { seal, unseal } from "@/lib/secrets";
import { TranslateError, type Wanted } from "./provider";

/** Longer than any provider is waited for: after it, whoever held a text has died. */
const hold = sql`now() + interval '3 minutes'`;
const patience = 60_000;

/**
 * Translates texts of which none is paid for twice: not by two who want it at once, nor again later. `engine` is all that a result
 * depends on beside the texts. Results are sealed under what they were made from: once a message is deleted, nobody can read what is left of
 * it here. Throws TranslateError.
 */
export async function paidOnce(engine: string, wanted: Wanted, pay: (texts: string[]) => Promise<string[]>): Promise<string[]> {
	const hashOf = (text: string) =>
		createHash("sha256")
			.update(JSON.stringify(["sealed", engine, wanted.from, wanted.to, text]))
			.digest("base64url");
	const byHash = new Map(wanted.texts.map((text) => [hashOf(text), text]));
	const found = new Map<string, string>();
	for (const until = Date.now() + patience; found.size < byHash.size; ) {
		const missing = [...byHash].filter(([hash]) => !found.has(hash));
		const mine = await claim(missing.map(([hash]) => hash));
		if (mine.length > 0) for (const [hash, text] of await payFor(mine, byHash, pay)) found.set(hash, text);
		for (const [hash, text] of await known(new Map(missing))) found.set(hash, text);
		if (Date.now() > until) throw new TranslateError("unreachable");
		if (found.size < byHash.size) await pause(100);
	}
	return wanted.texts.map((text) => found.get(hashOf(text)) ?? "");
}

/** In one order, so that two with texts in common never wait for each other. */
async function claim(hashes: string[]): Promise<string[]> {
	const claimed = await db()
		.insert(paidTranslations)
		.values([...hashes].sort().map((hash) => ({ hash, heldUntil: hold })))
		.onConflictDoUpdate({
			target: paidTranslations.hash,
			set: { heldUntil: hold },
			setWhere: and(isNull(paidTranslations.result), lt(paidTranslations.heldUntil, sql`now()`)),
		})
		.returning({ hash: paidTranslations.hash });
	return claimed.map(({ hash }) => hash);
}

async function payFor(hashes: string[], byHash: Map<string, string>, pay: (texts: string[]) => Promise<string[]>): Promise<[string, string][]> {
	try {
		const results = await pay(hashes.map((hash) => byHash.get(hash) ?? ""));
		const paid = hashes.map((hash, at): [string, string] => [hash, (results[at] ?? "").replaceAll("\0", "").toWellFormed()]);
		await db()
			.insert(paidTranslations)
			.values(paid.map(([hash, result]) => ({ hash, result: seal(result, byHash.get(hash)), heldUntil: hold })))
			.onConflictDoUpdate({ target: paidTranslations.hash, set: { result: sql`excluded.result` } });
		return paid;
	} catch (error) {
		await db()
			.delete(paidTranslations)
			.where(and(inArray(paidTranslations.hash, hashes), isNull(paidTranslations.result)));
		throw error;
	}
}

async function known(byHash: Map<string, string>): Promise<[string, string][]> {
	if (byHash.size === 0) return [];
	const rows = await db()
		.select()
		.from(paidTranslations)
		.where(inArray(paidTranslations.hash, [...byHash.keys()]));
	return rows.flatMap(({ hash, result }): [string, string][] => (result === null ? [] : [[hash, unseal(result, byHash.get(hash))]]));
}

/** Forgets what was paid for more than a month ago. */
export async function forgetPaid(): Promise<void> {
	await db().delete(paidTranslations).where(lt(paidTranslations.createdAt, sql`now() - interval '30 days'`));
}
