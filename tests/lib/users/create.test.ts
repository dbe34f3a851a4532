import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db";
import { createUser } from "@/lib/users/create";
import { listUsers } from "@/lib/users/queries";
import { setupDatabase } from "../../support/database";

setupDatabase();

const user = (name: string, email: string) => createUser({ name, email, password: "correct horse", role: "operator", language: "es" });

test("a new user starts with everything read, and no password in sight", async () => {
	const [before] = await db().execute<{ id: string }>(sql`select nextval('timeline_id') id`);
	const created = await user("Zoe", " Zoe@Example.com ");
	expect(created.email).toBe("zoe@example.com");
	expect(created.passwordHash).not.toContain("correct horse");
	expect(created.readAllUpto).toBeGreaterThan(Number(before?.id));
	expect(Math.abs(created.readAllAt.getTime() - Date.now())).toBeLessThan(60_000);
});

test("an address belongs to one user, however it is written", async () => {
	await user("Ana", "ana@example.com");
	await expect(user("Otra", "ANA@example.com")).rejects.toThrow();
});

test("users are listed as Spanish sorts them", async () => {
	await user("Ágata", "agata@example.com");
	await user("Ñico", "nico@example.com");
	expect((await listUsers()).map(({ name }) => name)).toEqual(["Ágata", "Ana", "Ñico", "Zoe"]);
	expect(Object.keys((await listUsers())[0] ?? {}).sort()).toEqual(["active", "avatar", "email", "id", "name", "role"]);
});
