import type { FullConfig } from "@playwright/test";
import { ensureBuilt } from "../../../scripts/lib/build.mjs";
import { tell } from "./own-stack";
import { distDir, startStack } from "./stack";
import { hurried, setUndo } from "./undo";

/** One whole product for each process that runs browser tests, gone when they are. */
export default async function setup({ workers }: FullConfig) {
	await ensureBuilt({ directory: distDir, say: console.log });
	const stacks = await Promise.all(Array.from({ length: workers }, () => startStack()));
	const addresses = stacks.map(({ url, env }) => ({ url, database: env.DATABASE_URL ?? "", env }));
	for (const { database } of addresses) await setUndo(hurried, "%", database);
	tell(addresses);
	return () => Promise.all(stacks.map((stack) => stack.stop()));
}
