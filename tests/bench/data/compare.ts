import { startRealtime } from "@/lib/realtime/server/start";
import { ended, serverScript, startNode } from "../../../scripts/lib/children.mjs";
import { benchDatabase } from "../database";
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
		const url = await benchDatabase(server, size);
		const env = { DATABASE_URL: url, AUTH_SECRET: secret, LOG_LEVEL: "silent", PUSHER_KEY: key, PUSHER_SECRET: secret, PUSHER_PORT: String(realtime.port) };
		const wanted = suites.filter((suite) => only.length === 0 || only.includes(suite));
		const child = startNode([...serverScript("tests/bench/data/child.ts"), ...wanted], { env: { ...env, DATABASE_POOL: "1" } });
		columns.push([size.toLocaleString("en"), (await ended(child, "The bench of a size")) as Figure[]]);
	}
	await realtime.close();
	const [small, large] = columns;
	if (small) printGrowth(`Conversations: ${columns.map(([label]) => label).join(" and ")}`, [small, large ?? small]);
}
