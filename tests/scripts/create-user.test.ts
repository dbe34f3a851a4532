import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { db } from "@/db";
import { users } from "@/db/schema";
import { signIn } from "@/lib/auth/sign-in";
import { setupDatabase } from "../support/database";

const { url } = setupDatabase();

function createUser(args: string[], input: string) {
	const command = ["--conditions=react-server", "--import", "tsx", "scripts/create-user.ts", ...args];
	const { status, stdout, stderr } = spawnSync(process.execPath, command, { input, encoding: "utf8", env: { ...process.env, DATABASE_URL: url } });
	return { status, said: stdout + stderr };
}

test("makes the first admin, with a password from standard input", { timeout: 60_000 }, async () => {
	const ana = ["--name", "Ana Ruiz", "--email", "Ana@example.com"];
	expect(createUser(ana, "too short\n")).toEqual({ status: 1, said: "The password must have 12 to 200 characters.\n" });
	expect(createUser([...ana, "--password", "in the process list"], "")).toMatchObject({ status: 1 });
	expect(createUser(["--email", "ana@"], "a good long password\n")).toMatchObject({ status: 1, said: expect.stringMatching(/--name: .*\n--email: /) });
	expect(await db().select().from(users)).toEqual([]);
	expect(createUser(ana, "a good long password\n")).toEqual({ status: 0, said: "Ana Ruiz <ana@example.com> can sign in as admin.\n" });
	await signIn({ email: "ana@example.com", password: "a good long password" }, { ip: "203.0.113.9", userAgent: "test" });
	const again = createUser(ana, "another long password\n");
	expect(again).toEqual({ status: 1, said: "Somebody with this email address already exists.\n" });
});
