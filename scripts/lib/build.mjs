import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ended, startNode } from "./children.mjs";

const sources = ["app", "components", "db", "lib", "public", "middleware.ts", "next.config.mjs", "postcss.config.mjs", "tsconfig.json", "package-lock.json"];

/** Builds for production into `directory`, unless what stands there was built from these very sources. `onLine` gets what the build prints; with `nice` others go first. */
export async function ensureBuilt({ directory = process.env.NEXT_DIST_DIR || ".next", say, onLine = undefined, nice = 0 }) {
	const stamp = path.join(directory, ".source-hash");
	const hash = hashOf(sources);
	if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === hash) return;
	say("Building (about a minute)…");
	fs.rmSync(stamp, { force: true });
	const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: directory };
	const build = startNode(["node_modules/next/dist/bin/next", "build"], { env, onLine });
	if (nice && build.pid) os.setPriority(build.pid, nice);
	await ended(build, "The build");
	if (!fs.existsSync(path.join(directory, "BUILD_ID"))) throw new Error("The build ended early: see above.");
	fs.writeFileSync(stamp, hash);
}

function hashOf(paths) {
	const hash = createHash("sha256");
	const add = (file) => {
		const stat = fs.statSync(file, { throwIfNoEntry: false });
		if (stat?.isDirectory()) for (const entry of fs.readdirSync(file).sort()) add(path.join(file, entry));
		else if (stat) hash.update(file).update("\0").update(fs.readFileSync(file)).update("\0");
	};
	for (const file of paths) add(file);
	return hash.digest("hex");
}
