import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	resolve: { alias: { "@": here("."), "server-only": here("./tests/support/server-only.ts") } },
	test: {
		environment: "node",
		include: ["tests/**/*.test.{ts,tsx}"],
		exclude: ["tests/e2e/**", "tests/commands/**", "node_modules/**"],
		globalSetup: ["tests/support/global-setup.ts"],
		// Half of a database test is waiting for the database.
		maxWorkers: Math.max(2, availableParallelism()),
		testTimeout: 60_000,
		hookTimeout: 90_000,
		// Listed at the end when it was needed, with what failed: to be mended, without stopping everybody meanwhile.
		retry: 1,
		// These import "next/server" in a way that only a bundler resolves.
		server: { deps: { inline: [/next-auth/, /@auth\//, /next-intl/] } },
		env: {
			// Replaced by setupDatabase(); whoever forgets it is refused at once.
			DATABASE_URL: "postgres://nobody@127.0.0.1:9/none",
			DATABASE_POOL: "5",
			AUTH_SECRET: "a secret that only the tests know, no less than 32 long",
			APP_URL: "http://localhost:3999",
			// Nothing listens there: a test that wants events starts a server of its own.
			PUSHER_PORT: "9",
			LOG_LEVEL: "silent",
		},
	},
});
