import { createHash } from "node:crypto";
import fs from "node:fs";
import { ended, start } from "./children.mjs";
import { waitForLock } from "./lock.mjs";

const stamp = "node_modules/.installed-lock";
const install = ["install", "--include=dev", "--no-audit", "--no-fund", "--no-save", "--no-progress", "--loglevel=error"];

/** Ends with a sentence when this Node is too old to go on. */
export function requireNode() {
	const [major, minor] = process.versions.node.split(".").map(Number);
	if (major > 20 || (major === 20 && minor >= 9)) return;
	console.error(`Node 20.9 or later is needed; this is ${process.versions.node}.`);
	process.exit(1);
}

/** Installs what package-lock.json names, when that is not what is installed. `npm ci` would refuse a lock without other platforms' packages. */
export async function ensureInstalled(say) {
	const hash = createHash("sha256").update(fs.readFileSync("package-lock.json")).digest("hex");
	const installed = () => fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === hash;
	if (installed()) return;
	const lock = await waitForLock(".", "install");
	if (!installed()) {
		say("Installing what it is built from (about a minute, once)…");
		// In production mode npm would leave out what builds the product.
		await ended(start("npm", install, { env: { NODE_ENV: "development" } }), "npm install");
		fs.writeFileSync(stamp, hash);
	}
	lock.release();
}
