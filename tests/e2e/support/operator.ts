import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
const sessions = new Map<string, Cookies>();

/** A person at the inbox in a browser of their own: by hand the first time, and then as one who has not signed out. */
export async function signIn(browser: Browser, name: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
	const context = await browser.newContext({ locale: "es-ES", timezoneId: "Europe/Madrid", viewport: { width: 1440, height: 900 }, ...options });
	await context.addCookies(sessions.get(name) ?? []);
	const page = await context.newPage();
	await page.goto("/inbox");
	if (new URL(page.url()).pathname === "/inbox") return page;
	await page.goto("/sign-in");
	await page.locator("input[name=email]").fill(`${name}@example.com`);
	await page.locator("input[name=password]").fill("demo-demo-demo");
	await page.locator("button[type=submit]").click();
	await page.waitForURL("**/inbox");
	sessions.set(
		name,
		(await context.cookies()).filter((cookie) => cookie.name.includes("session")),
	);
	return page;
}

/** A row of the list by what it says. */
export const row = (page: Page, text: string | RegExp): Locator => page.locator("a[data-conversation]").filter({ hasText: text });

/** The open conversation; with a name, once it is that customer's. */
export const chat = (page: Page, name = ""): Locator => page.getByRole("region", { name: `Conversación con ${name}` });

/** Waits until a first message can be taken back no more and is gone; then looks at its conversation. */
export async function openSent(page: Page, name: string) {
	const toast = page.locator("[data-sonner-toast]").filter({ hasText: `Enviado a ${name}` });
	await expect(toast).toBeVisible({ timeout: 45_000 });
	await toast.getByRole("button", { name: "Abrir" }).click();
	await page.waitForURL(/\/inbox\/\d+/);
}
