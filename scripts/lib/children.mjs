import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const untilParentDies = fileURLToPath(new URL("../child.mjs", import.meta.url));
const children = new Set();
let closed = false;

/**
 * Starts a process in a group of its own: Ctrl-C in the terminal reaches the parent alone, which ends the others in order.
 * `onLine` gets what it prints; without it the terminal does.
 */
export function start(command, args, { env, onLine, ipc = false } = {}) {
	if (closed) throw new Error("Everything is being stopped.");
	const output = onLine ? "pipe" : "inherit";
	const child = spawn(command, args, {
		detached: true,
		stdio: ["ignore", output, output, ...(ipc ? ["ipc"] : [])],
		env: { ...process.env, ...env },
		// npm is a batch file on Windows.
		shell: process.platform === "win32" && command !== process.execPath,
	});
	children.add(child);
	child.once("exit", () => children.delete(child));
	if (onLine) for (const stream of [child.stdout, child.stderr]) eachLine(stream, onLine);
	return child;
}

export function startNode(args, options) {
	const env = { ...options?.env, END_WITH_PARENT: "1" };
	return start(process.execPath, ["--import", untilParentDies, ...args], { ...options, env, ipc: true });
}

/** Waits for its end. Answers what it sent with process.send(), if anything; throws when it failed. */
export function ended(child, name) {
	return new Promise((resolve, reject) => {
		let answer;
		child.on("message", (message) => {
			answer = message;
		});
		child.once("error", reject);
		child.once("close", (code, signal) => (code === 0 ? resolve(answer) : reject(new Error(`${name} ended with ${signal ?? code}`))));
	});
}

/**
 * How TypeScript of the server runs outside of Next: `react-server` turns the guard "server-only" into nothing, as Next does. What receiving a
 * message leaves behind is forgotten at once: with room for the young, the collector has less to copy.
 */
export const serverScript = (file) => ["--max-semi-space-size=64", "--conditions=react-server", "--import", "tsx", file];

/** Asks all to end, and ends those that have not after `patience` ms. Nothing can be started after it. */
export async function stopChildren(patience = 8000) {
	closed = true;
	await Promise.all([...children].map((child) => stopChild(child, patience)));
}

export function stopChild(child, patience = 8000, signal = "SIGTERM") {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		const force = setTimeout(() => signalGroup(child, "SIGKILL"), patience);
		child.once("exit", () => {
			clearTimeout(force);
			// Whatever it started in its turn.
			signalGroup(child, "SIGKILL");
			resolve();
		});
		signalGroup(child, signal);
	});
}

function signalGroup(child, signal) {
	try {
		if (process.platform === "win32") child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code !== "ESRCH") throw error;
	}
}

function eachLine(stream, onLine) {
	let rest = "";
	stream.setEncoding("utf8");
	stream.on("data", (chunk) => {
		const lines = (rest + chunk).split("\n");
		rest = lines.pop();
		for (const line of lines) onLine(line);
	});
	stream.on("end", () => rest && onLine(rest));
}
