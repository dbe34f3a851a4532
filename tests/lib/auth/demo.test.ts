import { expect, test } from "vitest";
import { demoSignIns } from "@/db/seed/people";
import { demoUsers } from "@/lib/auth/demo";
import { env } from "@/lib/env";
import { createUser } from "@/lib/users/create";
import { setupDatabase } from "../../support/database";

setupDatabase();

test("the demo's passwords are shown in the sandbox only, and only where the demo is", async () => {
	env().SANDBOX_URL = "http://127.0.0.1:6002";
	expect(await demoUsers()).toEqual([]);
	for (const user of demoSignIns) await createUser({ ...user, language: "es" });
	expect((await demoUsers()).map(({ role }) => role).sort()).toEqual(["admin", "operator"]);
	env().SANDBOX_URL = undefined;
	expect(await demoUsers()).toEqual([]);
});
