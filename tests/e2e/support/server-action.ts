import fs from "node:fs";
import path from "node:path";
import type { Stack } from "./stack";

type Manifest = { node: Record<string, { exportedName?: string; filename?: string }> };

/** Calls a server action over HTTP as the browser does. Answers its result; throws when there was no answer. */
export async function callAction<T>({ url, env }: Pick<Stack, "url" | "env">, cookie: string, file: string, name: string, input: unknown): Promise<T> {
	const response = await fetch(`${url}/inbox`, {
		method: "POST",
		headers: { "next-action": actionId(env.NEXT_DIST_DIR ?? ".next", file, name), "content-type": "text/plain;charset=UTF-8", origin: url, cookie },
		body: JSON.stringify([input]),
		redirect: "manual",
		signal: AbortSignal.timeout(10_000),
	});
	const text = await response.text();
	// The answer is a React stream; the action's result is a line of plain JSON in it.
	const line = text.split("\n").find((row) => /^\d+:\{"ok":/.test(row));
	if (!line) throw new Error(`${name}: ${response.status} ${text.slice(0, 200)}`);
	return JSON.parse(line.slice(line.indexOf(":") + 1));
}

function actionId(distDir: string, file: string, name: string): string {
	const manifest: Manifest = JSON.parse(fs.readFileSync(path.join(distDir, "server", "server-reference-manifest.json"), "utf8"));
	const found = Object.entries(manifest.node).find(([, action]) => action.exportedName === name && action.filename?.endsWith(file));
	if (!found) throw new Error(`no action ${name} in ${file}`);
	return found[0];
}
