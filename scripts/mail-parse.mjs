// What the intake makes of mails: npm run mail:parse -- FILE… prints one line of JSON a mail. Only Node's own modules until it is known
// that the others are there.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { requireNode } from "./lib/install.mjs";

requireNode();
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const missing = ["tsx", "postal-mime", "mailparser", "sanitize-html"].filter((name) => !fs.existsSync(path.join(root, "node_modules", name)));
if (missing.length > 0) {
	console.error(`Run "npm install" first: ${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} missing.`);
	process.exit(1);
}
if (process.argv.length < 3) {
	console.error("Which mails? npm run mail:parse -- FILE…");
	process.exit(2);
}
// npm runs it in the project's folder; the files are named from where it was typed.
const from = process.env.INIT_CWD ?? process.cwd();
const named = process.argv.slice(2).map((file) => (fs.existsSync(file) ? file : path.resolve(from, file)));
const script = path.join(root, "scripts", "lib", "mail-parse.ts");
const { status } = spawnSync(process.execPath, ["--conditions=react-server", "--import", "tsx", script], {
	cwd: root,
	stdio: ["pipe", "inherit", "inherit"],
	input: JSON.stringify(named.map((file, index) => ({ path: path.resolve(file), name: process.argv[index + 2] }))),
});
process.exit(status ?? 1);
