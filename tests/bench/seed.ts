import { parseArgs } from "node:util";
import { benchDatabase, startBenchServer } from "./database";

const { values } = parseArgs({ options: { conversations: { type: "string", default: "100000" } } });
const size = Number(values.conversations);
if (!Number.isInteger(size) || size < 100 || size > 2_000_000) throw new Error("--conversations takes a number from 100 to 2000000");
const server = await startBenchServer();
try {
	console.log(`${await benchDatabase(server.url, size)}`);
} finally {
	if (!server.adopted) await server.stop();
}
