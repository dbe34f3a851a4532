// A Chromium for the browser tests: the one that CHROMIUM_PATH names, the machine's own, or the one that npm brought.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const unpacker = fileURLToPath(new URL("./lib/unpack-chromium.mjs", import.meta.url));
const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** Answers { executablePath, env }: `env` is for the browser alone, its libraries would upset others. */
export function browser({ cache = path.resolve(".cache/chromium") } = {}) {
	const asked = process.env.CHROMIUM_PATH;
	if (asked && asked !== "npm") return { executablePath: asked, env: {} };
	const own = asked ? undefined : usual.find((file) => fs.existsSync(file));
	if (own) return { executablePath: own, env: {} };
	if (!fs.existsSync(path.join(cache, "complete"))) unpack(cache);
	return {
		executablePath: path.join(cache, "chromium"),
		env: { LD_LIBRARY_PATH: path.join(cache, "al2023/lib"), FONTCONFIG_FILE: path.join(cache, "fonts.conf") },
	};
}

function unpack(cache) {
	fs.rmSync(cache, { recursive: true, force: true });
	fs.mkdirSync(cache, { recursive: true });
	// It unpacks into TMPDIR, and the libraries that a bare machine lacks only where it takes itself to be in a cloud function.
	const env = { ...process.env, TMPDIR: cache, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" };
	const { status, stderr } = spawnSync(process.execPath, [unpacker], { encoding: "utf8", env });
	if (status !== 0) throw new Error(`There is no Chromium here, and the one from npm could not be unpacked: set CHROMIUM_PATH.\n${stderr}`);
	fs.writeFileSync(path.join(cache, "fonts.conf"), `<fontconfig><dir>${cache}/fonts</dir><cachedir>${cache}/font-cache</cachedir></fontconfig>`);
	fs.writeFileSync(path.join(cache, "complete"), "");
}
