import "server-only";
import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
import { db, transaction } from "@/db";
import { signInFailures } from "@/db/schema";
import { DomainError } from "@/lib/errors";

/** Failures within 15 minutes. `email` holds when somebody forges the address they come from, at a height that makes locking others out slow. */
export const attemptLimits = { pair: 5, email: 30, ip: 50 };
const window = sql`interval '15 minutes'`;

type Attempt = { pair: string; email: string; ip: string };

/**
 * Counts an attempt as failed before the password is looked at: a hundred guesses at once still pass one by one through this. Throws
 * tooManyAttempts (and counts nothing) when a limit is reached.
 */
export async function reserveAttempt(email: string, ip: string): Promise<Attempt> {
	const keys: Attempt = { pair: `${email} ${ip}`, email, ip };
	await transaction(async (tx) => {
		// One at a time, in the same order for everybody: guesses from one network, or at one address, queue here for a moment.
		for (const key of [ip, email]) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${key}`}, 0))`);
		const counts = await tx
			.select({ key: signInFailures.key, failures: sql<number>`count(*)::int` })
			.from(signInFailures)
			.where(and(inArray(signInFailures.key, Object.values(keys)), sql`${signInFailures.at} > now() - ${window}`))
			.groupBy(signInFailures.key);
		const failures = new Map(counts.map((row) => [row.key, row.failures]));
		const kinds = ["pair", "email", "ip"] as const;
		if (kinds.some((kind) => (failures.get(keys[kind]) ?? 0) >= attemptLimits[kind])) throw new DomainError("tooManyAttempts");
		await tx.insert(signInFailures).values(kinds.map((kind) => ({ key: keys[kind] })));
	});
	return keys;
}

/** The attempt was right: it was no failure after all, and those before it from the same place are forgotten. Old ones are swept out. */
export async function forgiveAttempt({ pair, email, ip }: Attempt): Promise<void> {
	const newest = (key: string) => sql`(select ctid from sign_in_failures where key = ${key} order by at desc limit 1)`;
	await db()
		.delete(signInFailures)
		.where(or(eq(signInFailures.key, pair), sql`ctid = ${newest(email)}`, sql`ctid = ${newest(ip)}`, lt(signInFailures.at, sql`now() - interval '1 day'`)));
}
