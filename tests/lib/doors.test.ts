import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const folders = ["app", "components", "lib"];
const sources = folders
	.flatMap((folder) => fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)))
	.filter((file) => /\.tsx?$/.test(file));
const doors = sources.filter((file) => /^\s*["']use server["']/m.test(fs.readFileSync(file, "utf8")));

test("there are doors to look at", () => {
	expect(doors).toContain("lib/auth/actions.ts");
});

// Every export of such a file can be called by anybody from anywhere: each must be the wrapper's, which asks who it is and checks what is given.
test.each(doors)("%s exports nothing but actions", (file) => {
	const text = fs.readFileSync(file, "utf8");
	expect(text).toMatch(/^["']use server["'];?\n/);
	const exported = [...text.matchAll(/^export\b.*(?:\n.*)?/gm)].map(([line]) => line);
	expect(exported.length).toBeGreaterThan(0);
	for (const line of exported) expect(line).toMatch(/^export const \w+ = (action|publicAction|formAction)\(/);
});

test("only signing in and out, and following an invitation, is open to anybody", () => {
	const open = doors.flatMap((file) => [...fs.readFileSync(file, "utf8").matchAll(/publicAction\(/g)].map(() => file));
	expect(new Set(open)).toEqual(new Set(["lib/auth/actions.ts"]));
});
