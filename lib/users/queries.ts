import "server-only";
import { asc, sql } from "drizzle-orm";
import { db } from "@/db";
import { users } from "@/db/schema";

export type ListedUser = { id: number; name: string; email: string; role: "operator" | "admin"; active: boolean };

/** Everybody who works or worked here, by name as Spanish sorts it, the active ones first. */
export function listUsers(): Promise<ListedUser[]> {
	return db()
		.select({ id: users.id, name: users.name, email: users.email, role: users.role, active: sql<boolean>`${users.deactivatedAt} is null` })
		.from(users)
		.orderBy(sql`${users.deactivatedAt} is not null`, asc(sql`${users.name} collate "es-x-icu"`), asc(users.id));
}
