import { parseArgs } from "node:util";
import { compareSizes } from "./data/compare";
import { benchDatabase, startBenchServer } from "./database";
import { fuzzIntake } from "./fuzz";
import { measureLargeScreen } from "./large-screen";
import { measureScreen } from "./screen";

const { values } = parseArgs({
	options: { large: { type: "boolean" }, sizes: { type: "string" }, only: { type: "string", default: "" } },
});
const sizes = (values.sizes ?? (values.large ? "100000,1000000" : "2000,20000")).split(",").map(Number);
const only = values.only.split(",").filter(Boolean);

if (only.length === 0 || only.includes("fuzz")) await fuzzIntake();
if (only.includes("writing")) await measureScreen({ writingAlone: true });
if (only.length > 0 && only.every((part) => part === "fuzz" || part === "writing")) process.exit();

const server = await startBenchServer();
try {
	if (only.join() !== "screen") await compareSizes(server.url, sizes, only);
	const largest = Math.max(...sizes);
	if (only.length === 0 || only.includes("screen")) await measureLargeScreen(await benchDatabase(server.url, largest), largest);
} finally {
	if (!server.adopted) await server.stop();
}
if (only.length === 0) await measureScreen();
