// `npm start` and, with --dev, `npm run dev`: everything the product needs, in one terminal, gone with Ctrl-C. Only Node's own modules until
// the others are installed.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./lib/build.mjs";
import { ended, serverScript, startNode, stopChildren } from "./lib/children.mjs";
import { loadDotEnv, prepareEnvironment } from "./lib/environment.mjs";
import { ensureInstalled, requireNode } from "./lib/install.mjs";
import { takeLock } from "./lib/lock.mjs";
import { supervise } from "./lib/services.mjs";
import { watchSources } from "./lib/watch.mjs";
import { startPostgres } from "./pg.mjs";

const development = process.argv.includes("--dev");
const say = (line) => console.log(line);
const next = "node_modules/next/dist/bin/next";

let postgres;
let stopping = false;
// Next's greeting names an address that people should not use: sessions belong to localhost.
const chatter = /^\s*(▲ Next\.js|- (Local|Network):|✓ (Ready|Running))|^\s*$/;
const services = supervise({
	log: (name, line) => chatter.test(line) || console.log(`${name.padEnd(8)} ${line}`),
	// Whoever is writing code saves again, and then it is tried again.
	onGiveUp: (sentence) => (development ? say(sentence) : fail(sentence)),
});

requireNode();
process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));
// A closed terminal takes its output along: that must not keep the rest from being stopped.
process.stdout.on("error", () => {});

try {
	await start();
} catch (error) {
	await fail(error.message);
}

async function start() {
	loadDotEnv();
	const dataDir = path.resolve(process.env.DATA_DIR || ".data");
	fs.mkdirSync(dataDir, { recursive: true, mode: 0o755 });
	const { lock, holder } = await takeLock(dataDir, "start");
	if (!lock) {
		console.error(`It already runs here${holder.url ? `, at ${holder.url}` : ""} (process ${holder.pid}). Stop that one first.`);
		process.exit(1);
	}
	await ensureInstalled(say);
	const { env, port, embedded } = await prepareEnvironment(dataDir);
	env.NODE_ENV = development ? "development" : "production";
	env.DATABASE_URL = process.env.DATABASE_URL || (await embeddedDatabase(dataDir));
	const people = await ended(startNode(serverScript("scripts/setup.ts"), { env }), "Setting up the database");
	if (!development) await ensureBuilt({ say });

	if (embedded.realtime) services.start("realtime", serverScript("scripts/realtime.ts"), env);
	if (embedded.sandbox) services.start("sandbox", serverScript("scripts/sandbox.ts"), env);
	services.start("worker", serverScript("scripts/worker.ts"), env);
	services.start("web", [next, development ? "dev" : "start", "-H", "127.0.0.1", "-p", String(port)], env);
	if (development) watchServices(embedded);
	await answers(port);
	lock.say({ url: env.APP_URL });
	announce(env, embedded, people);
}

async function embeddedDatabase(dataDir) {
	postgres = startPostgres({ dir: path.join(dataDir, "pg"), port: 54329 });
	return (await postgres).url;
}

/** Next reloads itself; the others are started again when their code changes. */
function watchServices(embedded) {
	const names = ["worker", ...Object.keys(embedded).filter((name) => embedded[name])];
	watchSources(["lib", "db", "scripts"], () => {
		say(`Starting ${names.join(", ")} again: their code changed.`);
		for (const name of names) services.restart(name);
	});
}

/** Until the health check is content, or has said for half a minute why not: what is missing may yet come. */
async function answers(port) {
	const deadline = Date.now() + 30_000;
	let reason = "nothing answers";
	while (!stopping && Date.now() < deadline) {
		const response = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
		if (response?.ok) return;
		if (response) reason = await response.text();
		await sleep(50);
	}
	if (!stopping) say(`It runs, but is not in good health: ${reason}`);
}

function announce(env, embedded, { signIns, nobody }) {
	if (stopping) return;
	say(`\nMessage Center is ready: ${env.APP_URL}`);
	for (const { email, password, role } of signIns) say(`  ${email.padEnd(28)} ${password.padEnd(16)} ${role}`);
	if (nobody) say("Nobody can sign in yet: `npm run create-user` makes the first admin.");
	if (embedded.sandbox) say(`Play the customer at ${env.APP_URL}/sandbox: without accounts of Resend and Twilio nothing leaves this machine.`);
	say("Ctrl-C ends everything.\n");
}

async function fail(sentence) {
	if (stopping) return;
	console.error(sentence);
	await stop(1);
}

/** First those who use the database, then the database. A second Ctrl-C changes nothing: it is already under way. */
async function stop(code) {
	if (stopping) return;
	stopping = true;
	services.release();
	await stopChildren();
	await postgres?.then((cluster) => cluster.stop()).catch(() => {});
	process.exit(code);
}
