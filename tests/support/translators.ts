import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { freePort } from "../../scripts/lib/ports.mjs";
import { until } from "./poll";

const packages = ["apertium", "apertium-apy", "apertium-spa-ita", "cg3"];

/** Whether Apertium can run here: there, or to be had from Debian by root. */
export function haveApertium(): boolean {
	const there = () => fs.existsSync("/usr/bin/apertium-apy") && fs.existsSync("/usr/bin/cg-proc") && fs.existsSync("/usr/share/apertium/modes/spa-ita.mode");
	if (there()) return true;
	if (process.getuid?.() !== 0 || !fs.existsSync("/usr/bin/apt-get")) return false;
	const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: 240_000 };
	spawnSync("apt-get", ["update", "-qq"], options);
	spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
	return there();
}

// It has no option for the host and would listen everywhere.
const program = (port: number) => `import tornado.httpserver as h, sys
ob = h.HTTPServer.bind
h.HTTPServer.bind = lambda self, port, address=None, **k: ob(self, port, '127.0.0.1', **k)
sys.argv = ['apertium-apy', '-p', '${port}', '-j1', '/usr/share/apertium']
from apertium_apy.apy import main
main()`;

/** Apertium APy on a free port of the loopback address. */
export async function startApertium(): Promise<{ url: string; stop: () => void }> {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const child: ChildProcess = spawn("/usr/bin/python3", ["-c", program(port)], { stdio: "ignore" });
	await until(async () => (await fetch(`${url}/listPairs`).catch(() => null))?.ok ?? false, { timeout: 20_000 });
	return { url, stop: () => void child.kill() };
}

/** What the next answers are: a status, with seconds to wait; else the texts in capitals, tags untouched. */
type Trouble = { status: number; retryAfter?: number };

/** Speaks DeepL's and LibreTranslate's protocols, and counts what is asked. */
export async function startTranslator() {
	const asked: string[] = [];
	const state: { trouble: Trouble | null; delay: number } = { trouble: null, delay: 0 };
	const shout = (text: string) => text.replace(/<[^>]*>|&\w+;|[^<&]+/g, (part) => (/^[<&]/.test(part) ? part : part.toUpperCase()));
	const server = createServer(async (request, response) => {
		const texts = await textsOf(request);
		await new Promise((resolve) => setTimeout(resolve, state.delay));
		if (state.trouble) {
			const { status, retryAfter } = state.trouble;
			return void response.writeHead(status, retryAfter ? { "retry-after": String(retryAfter) } : {}).end("{}");
		}
		asked.push(...texts);
		const deepl = request.url === "/v2/translate";
		const answer = deepl
			? { translations: texts.map((text) => ({ text: shout(text), detected_source_language: "IT", billed_characters: text.length })) }
			: { translatedText: texts.map(shout) };
		response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { url, asked, state, stop: () => server.close() };
}

async function textsOf(request: IncomingMessage): Promise<string[]> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	const body = Buffer.concat(chunks).toString();
	if (request.url === "/v2/translate") return new URLSearchParams(body).getAll("text");
	return [JSON.parse(body).q].flat();
}
