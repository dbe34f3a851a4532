import { createHash } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * One at a time for each directory. The lock is a listening socket: the system gives it back when its process ends, however it ends, and
 * whoever comes second can ask it who is there. Answers null when taken, with `holder` saying by whom: { lock, holder }.
 */
export async function takeLock(directory, name) {
	const address = socketAddress(directory, name);
	const state = { pid: process.pid, url: null };
	const server = net.createServer((socket) => socket.on("error", () => {}).end(JSON.stringify(state)));
	for (;;) {
		if (await listen(server, address)) return { lock: { say: (more) => Object.assign(state, more), release: () => server.close() } };
		const holder = await ask(address);
		if (holder) return { lock: null, holder };
		// Only a socket in the file system outlives its process.
		fs.rmSync(address, { force: true });
	}
}

/** The same, for what the other one will soon be done with. */
export async function waitForLock(directory, name) {
	for (;;) {
		const { lock } = await takeLock(directory, name);
		if (lock) return lock;
		await sleep(250);
	}
}

function socketAddress(directory, name) {
	const id = `message-center-${name}-${createHash("sha256").update(fs.realpathSync(directory)).digest("hex").slice(0, 24)}`;
	if (process.platform === "linux") return `\0${id}`;
	return process.platform === "win32" ? `\\\\.\\pipe\\${id}` : path.join(os.tmpdir(), `${id}.sock`);
}

function listen(server, address) {
	return new Promise((resolve, reject) => {
		server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error)));
		server.listen({ path: address }, () => resolve(true));
		server.unref();
	});
}

function ask(address) {
	return new Promise((resolve) => {
		let text = "";
		const socket = net.connect({ path: address });
		socket.setEncoding("utf8");
		socket.on("data", (chunk) => {
			text += chunk;
		});
		socket.on("error", () => resolve(null));
		socket.on("end", () => resolve(text ? JSON.parse(text) : null));
	});
}
