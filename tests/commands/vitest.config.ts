import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** `npm start` itself, tried from outside. Run after a build: see scripts/test.mjs. */
export default defineConfig({
	root: fileURLToPath(new URL("../..", import.meta.url)),
	test: { include: ["tests/commands/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
