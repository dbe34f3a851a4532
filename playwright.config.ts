import { defineConfig, devices } from "@playwright/test";
import { browser } from "./scripts/browser.mjs";
import { ownStack } from "./tests/e2e/support/own-stack";

const { executablePath, env } = browser();

export default defineConfig({
	testDir: "tests/e2e",
	globalSetup: "./tests/e2e/support/global-setup.ts",
	outputDir: "test-results/browser",
	// A mailbox is a place where everybody sees everything: one test at a time on each stack.
	workers: 2,
	forbidOnly: Boolean(process.env.CI),
	// What is waited for arrives at once on a machine that has nothing else to do. These are for one that has.
	timeout: 240_000,
	expect: { timeout: 20_000 },
	// Listed at the end when it was needed: what passes only then is to be mended, and stops nobody meanwhile.
	retries: 1,
	reporter: "list",
	use: {
		...devices["Desktop Chrome"],
		// Known once this file is read again, in a test's process.
		baseURL: ownStack().url,
		// What was done, asked for and answered, and how it looked in the end. Pictures of every step took a third of the machine.
		trace: { mode: "retain-on-first-failure", screenshots: false, snapshots: false },
		screenshot: "only-on-failure",
		launchOptions: {
			executablePath,
			env: { ...process.env, ...env } as Record<string, string>,
			args: [
				"--no-sandbox",
				"--disable-gpu",
				"--disable-background-networking",
				"--disable-component-update",
				"--disable-sync",
				"--no-first-run",
				"--disable-quic",
			],
		},
	},
});
