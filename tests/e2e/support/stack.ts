import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ensureBuilt } from "../../../scripts/lib/build.mjs";
import { ended, serverScript, startNode, stopChild } from "../../../scripts/lib/children.mjs";
import { freePort } from "../../../scripts/lib/ports.mjs";
import { startCluster } from "../../support/cluster";
import { until } from "../../support/poll";

export type ServiceName = "web" | "worker" | "realtime" | "sandbox";
export type Stack = {
	/** Where browsers find it. */
	url: string;
	/** What its processes are given: DATABASE_URL, SANDBOX_URL and the others. */
	env: Record<string, string>;
	/** As a crash would. */
	kill: (name: ServiceName) => Promise<void>;
	start: (name: ServiceName) => void;
	/** Waits until it has said that it is ready, since it was started last. */
	up: (name: ServiceName) => Promise<void>;
	/** Waits until the health check is content. */
	healthy: () => Promise<void>;
	stop: () => Promise<void>;
};

export const distDir = ".next-test";
/** What a developer may have set for real must not reach a test: "" counts as unset, and is not replaced by .env. */
const unset = ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "MIME_WEBHOOK_SECRET"];
const unsetRealtime = ["PUSHER_KEY", "PUSHER_SECRET", "PUSHER_CLUSTER", "PUSHER_HOST", "PUSHER_TLS", "PUSHER_PUBLIC_HOST", "PUSHER_PUBLIC_PORT"];

/**
 * The whole product, built for production, on a database and ports of its own: beside a running one it disturbs nothing. With `on`, the address
 * of a database that is there already, only what serves its pages.
 */
export async function startStack({ demo = true, on }: { demo?: boolean; on?: string } = {}): Promise<Stack> {
	await ensureBuilt({ directory: distDir, say: console.log });
	const cluster = on ? { url: on, home: "test-results", stop: async () => {} } : await startCluster();
	const port = await freePort();
	const env = await environment(port, cluster);
	const logFile = `test-results/stack-${port}.log`;
	fs.mkdirSync(path.dirname(logFile), { recursive: true });
	const log = (name: string) => (line: string) => fs.appendFileSync(logFile, `${name.padEnd(8)} ${line}\n`);

	const setup = [...serverScript("scripts/setup.ts"), ...(demo && !on ? [] : ["--no-demo"])];
	await ended(startNode(setup, { env, onLine: log("setup") }), `Setting up (${logFile})`);
	const commands: Record<ServiceName, string[]> = {
		realtime: serverScript("scripts/realtime.ts"),
		sandbox: serverScript("scripts/sandbox.ts"),
		worker: serverScript("scripts/worker.ts"),
		web: ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)],
	};
	const running = new Map<ServiceName, ReturnType<typeof startNode>>();
	const ready = new Set<ServiceName>();
	const hear = (name: ServiceName) => (line: string) => {
		log(name)(line);
		if (/\bready\b/i.test(line)) ready.add(name);
	};
	const stack: Stack = {
		url: `http://localhost:${port}`,
		env,
		start: (name) => void running.set(name, startNode(commands[name], { env, onLine: hear(name) })),
		kill: async (name) => {
			const child = running.get(name);
			if (child) await stopChild(child, 0, "SIGKILL");
			ready.delete(name);
		},
		up: async (name) => void (await until(() => ready.has(name), { timeout: 120_000 })),
		healthy: async () => {
			const page = on ? "sign-in" : "api/health";
			await until(() => fetch(`http://127.0.0.1:${port}/${page}`).then((response) => response.ok), { timeout: 30_000, interval: 50 });
		},
		stop: async () => {
			await Promise.all([...running.values()].map((child) => stopChild(child, 3000)));
			await cluster.stop();
		},
	};
	for (const name of on ? (["realtime", "web"] as const) : (Object.keys(commands) as ServiceName[])) stack.start(name);
	try {
		await stack.healthy();
	} catch {
		await stack.stop();
		throw new Error(`It did not come up:\n${fs.readFileSync(logFile, "utf8").slice(-4000)}`);
	}
	return stack;
}

async function environment(port: number, { url, home }: { url: string; home: string }): Promise<Record<string, string>> {
	return {
		...Object.fromEntries([...unset, ...unsetRealtime].map((name) => [name, ""])),
		NODE_ENV: "production",
		NEXT_DIST_DIR: distDir,
		NEXT_TELEMETRY_DISABLED: "1",
		DATABASE_URL: url,
		PORT: String(port),
		APP_URL: `http://localhost:${port}`,
		AUTH_SECRET: randomBytes(32).toString("base64url"),
		STORAGE_DIR: path.join(home, "files"),
		PUSHER_PORT: String(await freePort()),
		SANDBOX_URL: `http://127.0.0.1:${await freePort()}`,
		LOG_LEVEL: "info",
		FORCE_COLOR: "0",
	};
}
