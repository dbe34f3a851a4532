import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import type postgres from "postgres";
import { sessionCookie } from "@/lib/auth/cookie";

/** A user with an open session, and the Cookie header that goes with it. */
export async function signedInUser(sql: postgres.Sql, secret: string, name: string): Promise<{ id: number; cookie: string }> {
	const [user] = await sql<{ id: number }[]>`INSERT INTO users (name, email) VALUES (${name}, ${`${randomBytes(6).toString("hex")}@example.com`}) RETURNING id`;
	if (!user) throw new Error("no user");
	const sid = randomBytes(16).toString("hex");
	await sql`INSERT INTO sessions (id, user_id, expires_at) VALUES (${sid}, ${user.id}, now() + interval '1 day')`;
	return { id: user.id, cookie: `${sessionCookie}=${await encode({ token: { sid }, secret, salt: sessionCookie })}` };
}
