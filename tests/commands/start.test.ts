import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureBuilt } from "../../scripts/lib/build.mjs";
import { freePort } from "../../scripts/lib/ports.mjs";
import { until } from "../support/poll";

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "message-center-start-"));
// The user that PostgreSQL runs as, when root runs this, must get in.
fs.chmodSync(dataDir, 0o755);
const port = String(await freePort());
const unset = ["DATABASE_URL", "APP_URL", "AUTH_SECRET", "STORAGE_DIR", "RESEND_API_KEY", "TWILIO_AUTH_TOKEN", "PUSHER_CLUSTER", "PUSHER_HOST", "SANDBOX_URL"];
const env = {
	...process.env,
	...Object.fromEntries(unset.map((name) => [name, ""])),
	DATA_DIR: dataDir,
	PORT: port,
	PUSHER_PORT: String(await freePort()),
	NEXT_DIST_DIR: ".next-test",
};
const running: ChildProcess[] = [];

// Fresh when `npm test` comes here. What is measured below is a start, not a build.
beforeAll(() => ensureBuilt({ directory: env.NEXT_DIST_DIR, say: console.log }), 300_000);
afterAll(async () => {
	for (const child of running) child.kill("SIGTERM");
	await until(() => remaining().length === 0, { timeout: 20_000 }).catch(() => {});
	fs.rmSync(dataDir, { recursive: true, force: true });
});

function start(more: Record<string, string> = {}) {
	const child = spawn(process.execPath, ["scripts/start.mjs"], { env: { ...env, ...more }, stdio: ["ignore", "pipe", "pipe"] });
	running.push(child);
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk) => (output += chunk));
	const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
	const isReady = until(() => /is ready: (\S+)/.exec(output)?.[1], { timeout: 55_000 });
	isReady.catch(() => {});
	const ready = () => Promise.race([isReady, exit.then((code) => Promise.reject(new Error(`ended with ${code}: ${output}`)))]);
	return { child, exit, ready, output: () => output };
}

/** Processes that this start brought forth: all of them inherited DATA_DIR. PostgreSQL carries it in its arguments. */
function remaining(): string[] {
	return fs.readdirSync("/proc").filter((pid) => {
		if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
		try {
			return ["environ", "cmdline"].some((file) => fs.readFileSync(`/proc/${pid}/${file}`, "utf8").includes(dataDir));
		} catch {
			return false;
		}
	});
}

const answers = () =>
	fetch(`http://127.0.0.1:${port}/api/health`).then(
		(response) => response.ok,
		() => false,
	);

describe.skipIf(process.platform !== "linux")("npm start", () => {
	test("starts from nothing, refuses a second one, survives kill -9, and Ctrl-C leaves nothing", async () => {
		const first = start();
		expect(await first.ready()).toBe(`http://localhost:${port}`);
		expect(await answers()).toBe(true);
		expect(first.output()).toMatch(/@\S+ +\S+ +admin\n.*@\S+ +\S+ +operator\n/);
		const secret = fs.readFileSync(path.join(dataDir, "auth-secret"), "utf8");
		expect(fs.statSync(path.join(dataDir, "auth-secret")).mode & 0o777).toBe(0o600);

		const second = start();
		expect(await second.exit).toBe(1);
		expect(second.output()).toContain(`It already runs here, at http://localhost:${port}`);
		expect(await answers()).toBe(true);

		first.child.kill("SIGKILL");
		await until(async () => !(await answers()));

		const begun = Date.now();
		const third = start();
		await third.ready();
		expect(Date.now() - begun).toBeLessThan(process.env.CI ? 20_000 : 15_000);
		expect(fs.readFileSync(path.join(dataDir, "auth-secret"), "utf8")).toBe(secret);

		third.child.kill("SIGINT");
		expect(await third.exit).toBe(0);
		await until(() => remaining().length === 0);
		expect(fs.existsSync(path.join(dataDir, "pg/postmaster.pid"))).toBe(false);
	});

	test("a process that dies is started again", async () => {
		const run = start();
		await run.ready();
		const worker = () => remaining().find((pid) => fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/worker.ts"));
		const before = worker();
		process.kill(Number(before), "SIGKILL");
		await until(() => run.output().includes("worker   ended with SIGKILL; starting it again"));
		await until(() => worker() && worker() !== before);
		run.child.kill("SIGTERM");
		expect(await run.exit).toBe(0);
		await until(() => remaining().length === 0);
	});

	test("says in a sentence what keeps it from starting", async () => {
		const wrong = start({ AUTH_SECRET: "too short", DATABASE_URL: "mysql://somewhere" });
		expect(await wrong.exit).toBe(1);
		expect(wrong.output()).toContain("AUTH_SECRET: must have at least 32 characters");
		expect(wrong.output()).toContain("DATABASE_URL: must be a postgres:// address");

		const version = path.join(dataDir, "pg/PG_VERSION");
		const ours = fs.readFileSync(version, "utf8");
		fs.writeFileSync(version, "13\n");
		const other = start();
		expect(await other.exit).toBe(1);
		expect(other.output()).toMatch(/was written by PostgreSQL 13, and this is PostgreSQL \d+/);
		fs.writeFileSync(version, ours);
	});
});
