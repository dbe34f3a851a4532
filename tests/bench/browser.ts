import { type Browser, chromium, type Page } from "@playwright/test";
import { browser as findBrowser } from "../../scripts/browser.mjs";
import type { Stack } from "../e2e/support/stack";

export function openBrowser(): Promise<Browser> {
	const { executablePath, env } = findBrowser();
	return chromium.launch({
		executablePath,
		env: { ...process.env, ...env } as Record<string, string>,
		args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
	});
}

/** A page of whoever the Cookie header signs in. */
export async function operatorsPage(stack: Pick<Stack, "url">, browser: Browser, cookie: string): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const [name = "", value = ""] = cookie.split("=");
	await context.addCookies([{ name, value, url: stack.url }]);
	return context.newPage();
}
