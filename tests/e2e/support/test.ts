import { test as playwright } from "@playwright/test";

/** Whoever signed in during a test is gone after it: a window left open would go on following what the next ones do. */
export const test = playwright.extend<{ windows: undefined }>({
	windows: [
		async ({ browser }, use) => {
			await use(undefined);
			await Promise.all(browser.contexts().map((context) => context.close()));
		},
		{ auto: true },
	],
});
