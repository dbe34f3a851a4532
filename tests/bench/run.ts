import { parseArgs } from "node:util";
import { compareSizes } from "./data/compare";
import { startBenchServer } from "./database";
import { measureScreen } from "./screen";

const { values } = parseArgs({
	options: { large: { type: "boolean" }, sizes: { type: "string" }, only: { type: "string", default: "" } },
});
const sizes = (values.sizes ?? (values.large ? "100000,1000000" : "2000,20000")).split(",").map(Number);
const only = values.only.split(",").filter(Boolean);

const server = await startBenchServer();
try {
	if (only.join() !== "screen") await compareSizes(server.url, sizes, only);
} finally {
	if (!server.adopted) await server.stop();
}
if (only.length === 0 || only.includes("screen")) await measureScreen();
