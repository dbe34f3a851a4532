import type { Browser, Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";

/** Signs in by hand, as a person does, in a browser of their own. */
export async function signIn(browser: Browser, name: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
	const context = await browser.newContext({ locale: "es-ES", timezoneId: "Europe/Madrid", viewport: { width: 1440, height: 900 }, ...options });
	const page = await context.newPage();
	await page.goto("/sign-in");
	await page.locator("input[name=email]").fill(`${name}@example.com`);
	await page.locator("input[name=password]").fill("demo-demo-demo");
	await page.locator("button[type=submit]").click();
	await page.waitForURL("**/inbox");
	return page;
}

/** A row of the list by what it says. */
export const row = (page: Page, text: string | RegExp): Locator => page.locator("a[data-conversation]").filter({ hasText: text });

/** The open conversation; with a name, once it is that customer's. */
export const chat = (page: Page, name = ""): Locator => page.getByRole("region", { name: `Conversación con ${name}` });

/** Plays a customer who writes a mail, on the sandbox's page. */
export async function writeMail(page: Page, address: string, name: string, subject: string, text: string) {
	await page.goto(`/sandbox?as=${encodeURIComponent(address)}&name=${encodeURIComponent(name)}`);
	await page.getByLabel("Asunto").fill(subject);
	await page.getByLabel("Mensaje", { exact: true }).fill(text);
	await page.getByRole("button", { name: "Enviar" }).click();
	await expect(page.getByText("Enviado al Centro de Mensajes")).toBeVisible();
}

/** Waits until a first message can be taken back no more and is gone; then looks at its conversation. */
export async function openSent(page: Page, name: string) {
	const toast = page.locator("[data-sonner-toast]").filter({ hasText: `Enviado a ${name}` });
	await expect(toast).toBeVisible({ timeout: 45_000 });
	await toast.getByRole("button", { name: "Abrir" }).click();
	await page.waitForURL(/\/inbox\/\d+/);
}
