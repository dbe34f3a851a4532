import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { read, sources } from "../support/sources";

/** Read by the scripts alone, before anything of ours runs. */
const ofScripts = ["PORT", "DATA_DIR", "PG_BIN"];
/** Set by the commands, never by a person. */
const automatic = ["NODE_ENV"];

test(".env.example lists every variable, and no other, and says what each is for", () => {
	const lines = read(".env.example").split("\n");
	const listed = lines.flatMap((line) => /^#? ?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
	const known = [...read("lib/env.ts").matchAll(/^\t\t([A-Z][A-Z0-9_]+):/gm)].map(([, name = ""]) => name);
	expect(known).toContain("DATABASE_URL");
	expect([...listed].sort()).toEqual([...new Set([...known, ...ofScripts])].filter((name) => !automatic.includes(name)).sort());
});

test("the values that .env.example proposes are accepted", () => {
	const given = [...read(".env.example").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value] as const);
	const { SANDBOX_URL: _, ...rest } = Object.fromEntries(given);
	expect(() => parseEnv(rest)).not.toThrow();
});

test("process.env is read in one place", () => {
	const elsewhere = sources().filter((file) => /process\.env\b/.test(read(file)) && file !== "lib/env.ts" && !file.startsWith("scripts/"));
	expect(elsewhere).toEqual([]);
});
