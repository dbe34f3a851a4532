import "server-only";
import { inArray } from "drizzle-orm";
import { db } from "@/db";
import { users } from "@/db/schema";
import { demoSignIns } from "@/db/seed/people";
import { env } from "@/lib/env";

/** The demo's users and their well-known password, one of each role; nobody outside the sandbox, or where the demo was not put in. */
export async function demoUsers(): Promise<typeof demoSignIns> {
	if (!env().SANDBOX_URL) return [];
	const emails = demoSignIns.map(({ email }) => email);
	const present = await db().select({ email: users.email }).from(users).where(inArray(users.email, emails));
	const there = demoSignIns.filter(({ email }) => present.some((user) => user.email === email));
	return there.filter(({ role }, i) => there.findIndex((other) => other.role === role) === i);
}
