import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { freePort } from "../../scripts/lib/ports.mjs";
import { until } from "./poll";

const packages = ["apertium", "apertium-apy", "cg3", "apertium-spa-ita", "apertium-eng-spa", "apertium-fr-es", "apertium-es-pt"];
/** What each language with Spanish needs, as Debian calls it. */
const pairs = { it: ["spa-ita", "ita-spa"], en: ["spa-eng", "eng-spa"], fr: ["es-fr", "fr-es"], pt: ["es-pt", "pt-es"] };
export const apertiumLanguages = Object.keys(pairs) as (keyof typeof pairs)[];

/** Between which languages and Spanish Apertium can translate here: those that are there, or to be had from Debian by root. */
export function haveApertium(): (keyof typeof pairs)[] {
	const there = () => {
		const programs = ["/usr/bin/apertium-apy", "/usr/bin/cg-proc"].every((file) => fs.existsSync(file));
		return programs ? apertiumLanguages.filter((language) => pairs[language].every((mode) => fs.existsSync(`/usr/share/apertium/modes/${mode}.mode`))) : [];
	};
	if (there().length === apertiumLanguages.length || process.getuid?.() !== 0 || !fs.existsSync("/usr/bin/apt-get")) return there();
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

/** Speaks DeepL's and LibreTranslate's protocols, and counts what is asked. `known`: what it says instead of capitals. */
export async function startTranslator(known: Record<string, string> = {}, port = 0) {
	const asked: string[] = [];
	/** When a request was refused, and when one was answered. */
	const [refused, answered]: [number[], number[]] = [[], []];
	/** `held`: nothing comes back before it. */
	const state: { trouble: Trouble | null; delay: number; held: Promise<void> | null } = { trouble: null, delay: 0, held: null };
	const shout = (text: string) => known[text] ?? text.replace(/<[^>]*>|&\w+;|[^<&]+/g, (part) => (/^[<&]/.test(part) ? part : part.toUpperCase()));
	const server = createServer(async (request, response) => {
		const texts = await textsOf(request);
		await new Promise((resolve) => setTimeout(resolve, state.delay));
		await state.held;
		if (state.trouble) {
			const { status, retryAfter } = state.trouble;
			refused.push(Date.now());
			return void response.writeHead(status, retryAfter ? { "retry-after": String(retryAfter) } : {}).end("{}");
		}
		answered.push(Date.now());
		asked.push(...texts);
		const deepl = request.url === "/v2/translate";
		const answer = deepl
			? { translations: texts.map((text) => ({ text: shout(text), detected_source_language: "IT", billed_characters: text.length })) }
			: { translatedText: texts.map(shout) };
		response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
	});
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { url, asked, refused, answered, state, stop: () => void server.close().closeAllConnections() };
}

async function textsOf(request: IncomingMessage): Promise<string[]> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	const body = Buffer.concat(chunks).toString();
	if (request.url === "/v2/translate") return new URLSearchParams(body).getAll("text");
	return [JSON.parse(body).q].flat();
}
