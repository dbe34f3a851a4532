import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./support/operator";

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
