import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { inboxes, sessions, users } from "@/db/schema";
import { avatarAddress } from "./avatar-address";

/** `avatar`: the address of their picture. */
export type ListedUser = { id: number; name: string; email: string; role: "operator" | "admin"; active: boolean; avatar: string | null };

const listed = {
	id: users.id,
	name: users.name,
	email: users.email,
	role: users.role,
	active: sql<boolean>`${users.deactivatedAt} is null`,
	avatar: avatarAddress,
};
const byName = [sql`${users.deactivatedAt} is not null`, asc(sql`${users.name} collate "es-x-icu"`), asc(users.id)];

/** Everybody who works or worked here, by name as Spanish sorts it, the active ones first. */
export function listUsers(): Promise<ListedUser[]> {
	return db()
		.select(listed)
		.from(users)
		.orderBy(...byName);
}

export type TeamMember = ListedUser & { lastSeenAt: string | null; sessions: number; inbox: string | null };

/** The same with what an admin asks about: where each writes from, and when they were here. */
export async function listTeam(): Promise<TeamMember[]> {
	const seen = db()
		.select({ userId: sessions.userId, at: sql<string>`max(${sessions.lastSeenAt})`.as("at"), count: sql<number>`count(*)::int`.as("count") })
		.from(sessions)
		.where(sql`${sessions.expiresAt} > now()`)
		.groupBy(sessions.userId)
		.as("seen");
	const found = await db()
		.select({
			...listed,
			lastSeenAt: seen.at,
			sessions: sql<number>`coalesce(${seen.count}, 0)`,
			inbox: sql<string | null>`(select min(${inboxes.address}) from ${inboxes} where ${inboxes.userId} = ${users.id} and ${inboxes.channel} = 'email')`,
		})
		.from(users)
		.leftJoin(seen, eq(seen.userId, users.id))
		.orderBy(...byName);
	return found.map((member) => ({ ...member, lastSeenAt: member.lastSeenAt && new Date(member.lastSeenAt).toISOString() }));
}
