import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { row, signIn, writeMail } from "./support/operator";

async function expectAccessible(page: Page) {
	const { violations } = await new AxeBuilder({ page })
		.setLegacyMode(true)
		.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" | ")}`)).toEqual([]);
}

test("an admin builds an automation, a customer writes, and it acts in its own name", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await page.goto("/automations");
	await expect(page.getByText("Aún no hay automatizaciones")).toBeVisible();
	await page.getByRole("link", { name: "Nueva automatización" }).click();
	await page.getByRole("button", { name: "Guardar" }).click();
	await expect(page.getByText("Este dato es obligatorio.")).toBeVisible();
	await page.getByLabel("Nombre", { exact: true }).fill("Devoluciones");
	await page.getByRole("button", { name: "Añadir condición" }).click();
	await page.getByLabel("Valor").fill("devolucion");
	await page.getByRole("button", { name: "Añadir acción" }).click();
	await page.getByLabel("Texto").fill("Hola, {{customer.firstName}}: hemos recibido tu devolución.");
	await expectAccessible(page);
	await page.screenshot({ path: "test-results/automations/editor-1440.png", fullPage: true });
	await page.getByRole("button", { name: "Guardar" }).click();
	await page.waitForURL(/\/automations\/\d+/);
	const editor = page.url();
	await page.goto("/automations");
	await page.getByRole("switch", { name: "Activar «Devoluciones»" }).click();
	await expect(page.getByText("«Devoluciones» activada")).toBeVisible();
	await writeMail(page, "nora.vidal@cliente.example", "Nora Vidal", "Devolución 44", "No me sirve.");
	await page.goto("/inbox");
	await row(page, "Devolución 44").first().click();
	await expect(page.getByText("hemos recibido tu devolución").last()).toBeVisible({ timeout: 20_000 });
	await expect(page.getByText("La automatización «Devoluciones» se ha ejecutado")).toBeVisible();
	await page.goto(editor);
	await expect(page.getByText("2 acciones hechas")).toBeVisible();
	for (const width of [360, 768, 1440]) {
		await page.setViewportSize({ width, height: 800 });
		for (const path of [editor, "/automations"]) {
			await page.goto(path);
			expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
			await page.screenshot({ path: `test-results/automations/${path === editor ? "saved" : "list"}-${width}.png`, fullPage: true });
		}
	}
});
