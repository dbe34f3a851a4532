import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** Where a line is written, the line, and the rule that must refuse it (null: it must pass). */
const cases: [file: string, line: string, rule: string | null][] = [
	["components/a.tsx", 'import { P } from "@/app/page";', "noRestrictedImports"],
	["components/b.tsx", 'import { db } from "@/db";', "noRestrictedImports"],
	["components/c.tsx", 'import { sql } from "drizzle-orm";', "noRestrictedImports"],
	["components/d.tsx", 'import { users } from "@/db/schema";', "noRestrictedImports"],
	["components/e.tsx", 'import type { User } from "@/db/schema";', null],
	["components/users/f.tsx", 'import { x } from "../../lib/x";', "noRestrictedImports"],
	["app/page.tsx", 'import { db } from "@/db";', "noRestrictedImports"],
	["app/inbox/page.tsx", 'import { listConversations } from "@/lib/conversations/queries";', null],
	["lib/notes/a.ts", 'import { P } from "@/components/p";', "noRestrictedImports"],
	["lib/notes/b.ts", 'import { redirect } from "next/navigation";', "noRestrictedImports"],
	["lib/notes/c.ts", 'import { db } from "@/db";', null],
	["lib/notes/actions.ts", 'import { redirect } from "next/navigation";', null],
	["lib/notes/d.ts", 'import { P } from "@/app/page";', "noRestrictedImports"],
	["lib/channels/a.ts", 'import { messages } from "@/db/schema";', "noRestrictedImports"],
	["lib/channels/b.ts", 'import { db } from "@/db";', "noRestrictedImports"],
	["lib/channels/c.ts", 'import type { Channel } from "@/db/schema";', null],
	["db/a.ts", 'import { log } from "@/lib/log";', "noRestrictedImports"],
	["db/b.ts", 'import { env } from "@/lib/env";', null],
	["db/seed/a.ts", 'import { sendReply } from "@/lib/messages/send";', null],
	["lib/x.ts", "export const x = process.env.X;", "noProcessEnv"],
	["lib/env.ts", "export const x = process.env.X;", null],
	["lib/y.ts", "export const y = 1 as any;", "noExplicitAny"],
	["lib/z.ts", "export enum Z { A }", "noEnum"],
	["lib/notes/Big.ts", "export const big = 1;", "useFilenamingConvention"],
	["lib/notes/e.ts", "export default 1;", "noDefaultExport"],
	["app/users/page.tsx", "export default function Page() { return null; }", null],
];

describe("the linter refuses", () => {
	const root = fs.mkdtempSync(path.join(os.tmpdir(), "message-center-lint-"));
	let found: string;
	beforeAll(() => {
		const config = JSON.parse(fs.readFileSync("biome.json", "utf8"));
		fs.writeFileSync(path.join(root, "biome.json"), JSON.stringify({ ...config, $schema: undefined, vcs: undefined }));
		for (const [file, line] of cases) {
			fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
			fs.writeFileSync(path.join(root, file), `${line}\n`);
		}
		const biome = path.resolve("node_modules/@biomejs/biome/bin/biome");
		found = spawnSync(process.execPath, [biome, "lint", "--reporter=github", "--max-diagnostics=none", "."], { cwd: root, encoding: "utf8" }).stdout;
	});
	afterAll(() => fs.rmSync(root, { recursive: true }));

	test.each(cases)("%s: %s (%s)", (file, _line, rule) => {
		const rules = [...found.matchAll(/title=lint\/\w+\/(\w+),file=([^,]+),/g)].filter(([, , at]) => at?.endsWith(`/${file}`)).map(([, name]) => name);
		const ours = rules.filter((name) => cases.some(([, , wanted]) => wanted === name));
		expect(ours).toEqual(rule ? [rule] : []);
	});
});
