import { startRealtime } from "@/lib/realtime/server/start";
import { ended, serverScript, startNode } from "../../../scripts/lib/children.mjs";
import { benchDatabase, crowdDatabase } from "../database";
import { type Figure, printGrowth } from "../figures";

const secret = "a secret that only the bench knows, no less than 32 long";
const key = "bench";
const suites = ["list", "conversation", "customers", "search", "ingest"];

/** The product's own queries at two sizes side by side. `only`: some of the suites. */
export async function compareSizes(server: string, sizes: number[], only: string[] = []): Promise<void> {
	// What is published is taken, and heard by nobody.
	const realtime = await startRealtime({ port: 0, host: "127.0.0.1", appId: "1", key, secret });
	const columns: [string, Figure[]][] = [];
	for (const size of sizes) {
		const env = { AUTH_SECRET: secret, LOG_LEVEL: "silent", PUSHER_KEY: key, PUSHER_SECRET: secret, PUSHER_PORT: String(realtime.port), DATABASE_POOL: "1" };
		const measured = async (url: string, names: string[]) =>
			(await ended(
				startNode([...serverScript("tests/bench/data/child.ts"), ...names], { env: { ...env, DATABASE_URL: url } }),
				"The bench of a size",
			)) as Figure[];
		const wanted = suites.filter((suite) => only.length === 0 || only.includes(suite));
		const figures = await measured(await benchDatabase(server, size), wanted);
		if (wanted.includes("customers")) figures.push(...(await measured(await crowdDatabase(server, size / 2), ["crowd"])));
		columns.push([size.toLocaleString("en"), figures]);
	}
	await realtime.close();
	const [small, large] = columns;
	if (small) printGrowth(`Conversations: ${columns.map(([label]) => label).join(" and ")}`, [small, large ?? small]);
}
