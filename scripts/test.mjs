// `npm test`: everything that proves the project, one step after the other, all of them whatever happens, and one line at the end.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./lib/build.mjs";
import { ended, startNode, stopChildren } from "./lib/children.mjs";
import { ensureInstalled, requireNode } from "./lib/install.mjs";
import { takeLock } from "./lib/lock.mjs";
import { countReport } from "./lib/reports.mjs";

const distDir = ".next-test";
const reports = ".cache/test";
const bin = (file) => `node_modules/${file}`;

requireNode();
process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => interrupt());

// Every tool has its own idea of it; the shell's would mislead them all.
delete process.env.NODE_ENV;

/** `failures`, `retried`: their names, and what they said. */
const total = { passed: 0, failed: 0, failures: /** @type {string[]} */ ([]), retried: /** @type {string[]} */ ([]) };
const { lock } = await takeLock(".", "test");
if (!lock) {
	console.error("The tests already run here: wait for those to end.");
	process.exit(1);
}
await ensureInstalled(console.log);
fs.rmSync(reports, { recursive: true, force: true });
fs.mkdirSync(reports, { recursive: true });

await step("types", async () => {
	await tool([bin("next/dist/bin/next"), "typegen"]);
	await tool([bin("typescript/bin/tsc"), "--noEmit", "-p", "."]);
});
await step("linter", () => tool([bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]));
await step("dead code", () => tool([bin("knip/bin/knip.js"), "--no-progress"]));
// These tests wait for much of their time: the build has what they leave of the machine.
const [built] = await Promise.all([
	aside("production build", (say) => ensureBuilt({ directory: distDir, say, onLine: say, nice: 10 })),
	tests("unit and integration tests", vitest()),
]);
if (built) {
	await tests("npm start", vitest("--config", "tests/commands/vitest.config.ts"));
	await tests("browser tests", playwright);
}

// Once more where they are seen: what is printed by thousands of tests is long.
for (const test of total.retried) console.log(`\n↻ passed when tried again: ${test}`);
for (const failure of total.failures) console.log(`\n✗ ${failure}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);

/** A step that is right or wrong as a whole. */
async function step(name, work) {
	const failure = await timed(name, work);
	total[failure ? "failed" : "passed"] += 1;
	if (failure) total.failures.push(name);
	return !failure;
}

/** A step beside another one, which has the terminal: what it prints is shown when it has ended. */
function aside(name, work) {
	const lines = [];
	return step(name, () => work((line) => lines.push(line)).finally(() => console.log(lines.join("\n"))));
}

/** A step made of tests, counted in the report that it leaves. A runner that fails beyond its tests counts as one more failure. */
async function tests(name, run) {
	const report = path.resolve(reports, `${name.replaceAll(" ", "-")}.json`);
	let count = { passed: 0, failed: 0, failures: /** @type {string[]} */ ([]), retried: /** @type {string[]} */ ([]) };
	const failure = await timed(name, () =>
		run(report).finally(() => {
			if (fs.existsSync(report)) count = countReport(JSON.parse(fs.readFileSync(report, "utf8")));
		}),
	);
	total.passed += count.passed;
	const beyond = failure && count.failed === 0;
	total.failed += beyond ? 1 : count.failed;
	total.retried.push(...count.retried);
	total.failures.push(...(beyond ? [`${name}: ${failure.message}`] : count.failures));
}

function vitest(...more) {
	return (report) => tool([bin("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...more]);
}

function playwright(report) {
	return tool([bin("@playwright/test/cli.js"), "test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
}

async function timed(name, work) {
	console.log(`\n── ${name}`);
	const begun = Date.now();
	const failure = await work().then(
		() => null,
		(error) => error,
	);
	if (failure) console.error(failure.message);
	console.log(`── ${name}: ${failure ? "FAILED" : "passed"} in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
	return failure;
}

function tool(args, env) {
	return ended(startNode(args, { env: { NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1", ...env } }), path.basename(args[0]));
}

async function interrupt() {
	await stopChildren();
	process.exit(130);
}
