import { expect, type Page } from "@playwright/test";
import { signIn } from "./support/operator";
import { test } from "./support/test";

const rows = (page: Page) => page.locator("a[data-conversation]");
const bar = (page: Page) => page.getByRole("toolbar", { name: "Acciones con las seleccionadas" });

test("several conversations are picked and archived together, seen elsewhere, and brought back by undoing", async ({ browser }) => {
	const [marta, jorge] = [await signIn(browser, "marta"), await signIn(browser, "jorge")];
	await expect(rows(marta).first()).toBeVisible();
	const ids = await rows(marta).evaluateAll((links) => links.slice(0, 3).map((link) => link.getAttribute("data-conversation")));
	await marta.keyboard.press("j");
	for (const _ of ids) {
		await marta.keyboard.press("x");
		await marta.keyboard.press("j");
	}
	await expect(bar(marta)).toContainText("3 seleccionadas");
	await marta.screenshot({ path: "test-results/pages/list-picked.png" });
	await marta.keyboard.press("e");
	for (const id of ids) for (const page of [marta, jorge]) await expect(page.locator(`a[data-conversation="${id}"]`)).toHaveCount(0);
	await marta.getByRole("button", { name: "Deshacer" }).click();
	for (const id of ids) for (const page of [marta, jorge]) await expect(page.locator(`a[data-conversation="${id}"]`)).toHaveCount(1);
});

test("a filter is kept as a view with its count, and stands in the address", async ({ browser }) => {
	const page = await signIn(browser, "marta");
	await page.getByRole("button", { name: "Con flag" }).click();
	await expect(page).toHaveURL(/flagged=1/);
	await page.getByRole("button", { name: "Vistas guardadas" }).click();
	await page.getByLabel("Nombre de la vista").fill("Urgentes");
	await page.getByRole("button", { name: "Guardar", exact: true }).click();
	await page.keyboard.press("Escape");
	const shown = await rows(page).count();
	await page.goto("/inbox");
	const view = page.getByRole("link", { name: /^Urgentes/ });
	await expect(view).toContainText(String(shown));
	await page.screenshot({ path: "test-results/pages/list-views.png" });
	await view.click();
	await expect(page).toHaveURL(/flagged=1/);
	await expect(rows(page)).toHaveCount(shown);
});

test("after a minute offline the list is right at once, and only what changed was asked for", async ({ browser }) => {
	const [marta, jorge] = [await signIn(browser, "marta"), await signIn(browser, "jorge")];
	await expect(rows(marta).first()).toBeVisible();
	const [gone, flagged] = await rows(marta).evaluateAll((links) => links.slice(0, 2).map((link) => link.getAttribute("data-conversation")));
	const pages: string[] = [];
	marta.on("request", (request) => void (/\/api\/conversations\?/.test(request.url()) && pages.push(request.url())));
	await marta.context().setOffline(true);
	await expect(marta.getByText("Sin conexión").first()).toBeVisible({ timeout: 60_000 });
	await jorge.locator(`a[data-conversation="${flagged}"]`).focus();
	await jorge.keyboard.press("s");
	await jorge.locator(`a[data-conversation="${gone}"]`).focus();
	await jorge.keyboard.press("e");
	await expect(jorge.locator(`a[data-conversation="${gone}"]`)).toHaveCount(0);
	await marta.waitForTimeout(60_000);
	await expect(marta.locator(`a[data-conversation="${gone}"]`)).toHaveCount(1);
	await marta.context().setOffline(false);
	await expect(marta.getByText("Sin conexión")).toHaveCount(0, { timeout: 30_000 });
	const back = Date.now();
	await expect(marta.locator(`a[data-conversation="${gone}"]`)).toHaveCount(0);
	console.log(`right again ${Date.now() - back} ms after the connection is`);
	expect(pages).toEqual([]);
});
