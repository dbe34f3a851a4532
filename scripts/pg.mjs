// PostgreSQL from npm, with nothing but Node's own modules: made on the first start, adopted when it already runs, stopped at the end.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { binaries, identity, majorVersion } from "./lib/pg-binaries.mjs";
import { freePort } from "./lib/ports.mjs";

const user = "app";
// The C locale makes lower() and pg_trgm blind to accents; macOS has no C.UTF-8.
const locale = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
const throwAway = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];

/**
 * Starts the cluster in `dir`, or adopts the one that already runs there. `durable: false` trades safety for speed and asks for no password;
 * `settings` ("name=value") are PostgreSQL's own.
 * Answers { url, adopted, stop }. Throws a sentence for people when the directory is of another major version or PostgreSQL does not start.
 */
export async function startPostgres({ dir, port = 0, durable = true, settings = /** @type {string[]} */ ([]) }) {
	const running = await findRunning(dir);
	if (running) return { url: address(dir, running.port), adopted: true, stop: () => stopPid(dir, running.pid) };

	const bin = binaries();
	// Its parents must be open to the user that PostgreSQL runs as; the directory itself will be to nobody else.
	fs.mkdirSync(path.dirname(dir), { recursive: true, mode: 0o755 });
	const { wrap, owner } = identity(bin, path.dirname(dir));
	const command = (name, args) => [...wrap, path.join(bin, name), ...args];
	checkVersion(dir, bin);
	if (!fs.existsSync(path.join(dir, "PG_VERSION"))) create(dir, durable, command, owner);

	const chosen = await freePort(port);
	const given = ["unix_socket_directories=", "timezone=UTC", ...(durable ? [] : throwAway), ...settings].flatMap((setting) => ["-c", setting]);
	const [program, ...args] = command("postgres", ["-D", dir, "-p", String(chosen), "-h", "127.0.0.1", ...given]);
	const log = fs.openSync(`${dir}.log`, "a");
	// A process group of its own: Ctrl-C must not reach it before those who still use it. cwd: it may not be allowed into ours.
	const child = spawn(program, args, { ...owner, cwd: "/", detached: true, stdio: ["ignore", "ignore", log] });
	fs.closeSync(log);
	child.unref();
	await ready(dir, child);
	return { url: address(dir, chosen), adopted: false, stop: () => stopPid(dir, child.pid) };
}

function checkVersion(dir, bin) {
	const file = path.join(dir, "PG_VERSION");
	if (!fs.existsSync(file)) return;
	const [found, ours] = [fs.readFileSync(file, "utf8").trim(), majorVersion(bin)];
	if (found !== ours) {
		throw new Error(
			`The data in ${dir} was written by PostgreSQL ${found}, and this is PostgreSQL ${ours}: move it with pg_dump, or set that directory aside to begin anew.`,
		);
	}
}

function create(dir, durable, command, owner) {
	fs.rmSync(dir, { recursive: true, force: true });
	fs.mkdirSync(dir, { mode: 0o700 });
	const password = `${dir}.password`;
	if (durable) fs.writeFileSync(password, randomBytes(24).toString("hex"), { mode: 0o600 });
	if (owner.uid) for (const file of durable ? [dir, password] : [dir]) fs.chownSync(file, owner.uid, owner.gid);
	const access = durable ? ["-A", "scram-sha-256", `--pwfile=${password}`] : ["-A", "trust"];
	const [program, ...args] = command("initdb", ["-D", dir, "-U", user, ...access, "-E", "UTF8", `--locale=${locale}`, "--no-sync", "--no-instructions"]);
	const { status, stderr } = spawnSync(program, args, { ...owner, cwd: "/", encoding: "utf8" });
	if (status !== 0) {
		fs.rmSync(dir, { recursive: true, force: true });
		throw new Error(`PostgreSQL could not make its data directory ${dir}: ${stderr}`);
	}
}

function address(dir, port) {
	const file = `${dir}.password`;
	const password = fs.existsSync(file) ? `:${fs.readFileSync(file, "utf8")}` : "";
	return `postgres://${user}${password}@127.0.0.1:${port}/postgres`;
}

/** postmaster.pid: line 1 the process, line 4 the port, line 8 its state. */
function postmaster(dir) {
	const file = path.join(dir, "postmaster.pid");
	if (!fs.existsSync(file)) return null;
	const lines = fs.readFileSync(file, "utf8").split("\n");
	return { pid: Number(lines[0]), port: Number(lines[3]), state: lines[7]?.trim() };
}

async function findRunning(dir) {
	for (let waited = 0; waited < 30_000; waited += 100) {
		const found = postmaster(dir);
		if (!found) return null;
		if (!isPostmaster(found.pid, dir)) {
			// Left by a power cut, and the number may since belong to someone else: PostgreSQL would refuse to start beside it.
			fs.rmSync(path.join(dir, "postmaster.pid"), { force: true });
			return null;
		}
		if (found.state === "ready") return found;
		await sleep(100);
	}
	throw new Error(`The PostgreSQL in ${dir} neither starts nor stops: see ${dir}.log`);
}

function isPostmaster(pid, dir) {
	if (!pid || !alive(pid)) return false;
	return process.platform === "win32" || commandLine(pid).includes(dir);
}

function commandLine(pid) {
	const file = `/proc/${pid}/cmdline`;
	if (process.platform === "linux") return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
	return spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout;
}

async function ready(dir, child) {
	for (let waited = 0; waited < 60_000; waited += 20) {
		if (child.exitCode !== null || child.signalCode) throw new Error(`PostgreSQL did not start: see ${dir}.log`);
		if (postmaster(dir)?.state === "ready") return;
		await sleep(20);
	}
	throw new Error(`PostgreSQL is not ready after a minute: see ${dir}.log`);
}

/** SIGINT ends the connections and writes everything down; SIGQUIT, which needs a recovery at the next start, only when that hangs. */
async function stopPid(dir, pid) {
	for (const [signal, patience] of [
		["SIGINT", 10_000],
		["SIGQUIT", 5_000],
	]) {
		if (!alive(pid)) return;
		process.kill(pid, signal);
		for (let waited = 0; waited < patience; waited += 20) {
			if (!alive(pid) || postmaster(dir)?.pid !== pid) return;
			await sleep(20);
		}
	}
}

function alive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}
