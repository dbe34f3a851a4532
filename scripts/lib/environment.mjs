import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { freePort } from "./ports.mjs";

/** Reads .env, if there is one, into the environment. What the shell says stays. */
export function loadDotEnv() {
	if (!fs.existsSync(".env")) return;
	if (!process.loadEnvFile) throw new Error("Node 20.12 or later is needed to read .env: update Node, or set the variables in the shell.");
	process.loadEnvFile(".env");
}

/**
 * Fills in what nobody said: addresses, ports and secrets of a demo on this machine. Answers { env, ports, embedded } for its processes;
 * `embedded` says which stand-ins are wanted: our own realtime server, and the sandbox in place of Resend and Twilio.
 */
export async function prepareEnvironment(dataDir) {
	const given = process.env;
	const embedded = { realtime: !given.PUSHER_CLUSTER && !given.PUSHER_HOST, sandbox: !given.RESEND_API_KEY && !given.TWILIO_AUTH_TOKEN && !given.SANDBOX_URL };
	const port = await portFor("PORT", 3000);
	const env = {
		PORT: String(port),
		APP_URL: given.APP_URL || `http://localhost:${port}`,
		AUTH_SECRET: given.AUTH_SECRET || keptSecret(path.join(dataDir, "auth-secret")),
		STORAGE_DIR: given.STORAGE_DIR || path.join(dataDir, "files"),
		NEXT_TELEMETRY_DISABLED: "1",
	};
	if (embedded.realtime) env.PUSHER_PORT = String(await portFor("PUSHER_PORT", 6001));
	if (embedded.sandbox) env.SANDBOX_URL = `http://127.0.0.1:${await freePort(6002)}`;
	return { env, port, embedded };
}

/** The usual port or, when that is taken, a free one. A port that somebody asked for by name is not exchanged. */
async function portFor(name, usual) {
	const asked = Number(process.env[name] || 0);
	const port = await freePort(asked || usual);
	if (asked && port !== asked) throw new Error(`${name} says ${asked}, but something else listens there.`);
	return port;
}

/** Made once and kept, so that a restart signs nobody out. */
function keptSecret(file) {
	if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
	return fs.readFileSync(file, "utf8").trim();
}
