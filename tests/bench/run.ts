import { parseArgs } from "node:util";
import { compareSizes } from "./data/compare";
import { benchDatabase, startBenchServer } from "./database";
import { printMissed } from "./figures";
import { fuzzIntake } from "./fuzz";
import { measureLargeScreen } from "./large-screen";
import { measureScreen } from "./screen";

const { values } = parseArgs({
	options: { large: { type: "boolean" }, sizes: { type: "string" }, only: { type: "string", default: "" } },
});
const sizes = (values.sizes ?? (values.large ? "100000,1000000" : "2000,20000")).split(",").map(Number);
const only = values.only.split(",").filter(Boolean);

if (only.length === 0 || only.includes("fuzz")) await fuzzIntake();
for (const part of ["mail", "writing"] as const) if (only.includes(part)) await measureScreen(part);
const rest = only.filter((part) => !["fuzz", "mail", "writing"].includes(part));
if (only.length > 0 && rest.length === 0) {
	printMissed();
	process.exit();
}

const server = await startBenchServer();
try {
	if (rest.join() !== "screen") await compareSizes(server.url, sizes, rest);
	const largest = Math.max(...sizes);
	if (only.length === 0 || only.includes("screen")) await measureLargeScreen(await benchDatabase(server.url, largest), largest);
} finally {
	if (!server.adopted) await server.stop();
}
if (only.length === 0) await measureScreen();
printMissed();
