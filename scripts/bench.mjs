// `npm run bench`: figures, not verdicts. `npm run bench:seed -- --conversations N` fills a large database ahead; it is kept.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ended, serverScript, startNode } from "./lib/children.mjs";
import { ensureInstalled, requireNode } from "./lib/install.mjs";

const given = process.argv.slice(2);
const [file, options] = given[0] === "seed" ? ["seed", given.slice(1)] : ["run", given];

requireNode();
process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
await ensureInstalled(console.log);
await ended(startNode([...serverScript(`tests/bench/${file}.ts`), ...options], {}), "The bench");
