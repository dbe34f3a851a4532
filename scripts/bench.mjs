// `npm run bench`: figures, not verdicts. Builds and starts a product of its own, measures it, takes it away.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ended, serverScript, startNode } from "./lib/children.mjs";
import { ensureInstalled, requireNode } from "./lib/install.mjs";

requireNode();
process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
await ensureInstalled(console.log);
await ended(startNode(serverScript("tests/bench/run.ts"), {}), "The bench");
