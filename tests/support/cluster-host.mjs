// Holds a throw-away PostgreSQL for as long as its parent lives, however that one ends: then stops it and deletes its files.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startPostgres } from "../../scripts/pg.mjs";

const home = fs.mkdtempSync(path.join(os.tmpdir(), "message-center-pg-"));
fs.chmodSync(home, 0o755);

let cluster;
let ended = false;
process.on("disconnect", end);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

async function end() {
	if (ended) return;
	ended = true;
	await cluster?.stop();
	fs.rmSync(home, { recursive: true, force: true });
	process.exit();
}

try {
	cluster = await startPostgres({ dir: path.join(home, "data"), durable: false });
	if (process.connected) process.send({ url: cluster.url, home });
	else await end();
} catch (error) {
	if (process.connected) process.send({ error: String(error?.message ?? error) });
	await end();
}
