import { type ElementHandle, expect } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { leave } from "./support/keyboard";
import { expectFits } from "./support/layout";
import { chat, row, signIn } from "./support/operator";
import { test } from "./support/test";
import { field, opened, type } from "./support/writing";

test("a draft survives a reload, follows to another window, marks its row, and is never anybody else's or elsewhere", async ({ browser }) => {
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await opened(lucia, "Berta Blanco");
	await type(lucia, "Lo miro y le digo");
	await expect(row(lucia, "Berta Blanco")).toContainText("Borrador");
	await lucia.reload();
	await expect(field(lucia)).toHaveText("Lo miro y le digo");

	const other = await lucia.context().newPage();
	await other.goto(lucia.url());
	await expect(field(other)).toHaveText("Lo miro y le digo");
	await type(lucia, " algo");
	await expect(field(other)).toContainText("algo");

	await jorge.goto(lucia.url());
	await expect(chat(jorge, "Berta Blanco")).toBeVisible();
	await expect(field(jorge)).toHaveText("");
	await expect(row(jorge, "Berta Blanco")).not.toContainText("Borrador");

	await lucia
		.locator("a[data-conversation]")
		.filter({ hasNotText: /Berta|Borrador/ })
		.first()
		.click();
	await expect(field(lucia)).toHaveText("");
});

test("a note that was begun is what one finds on coming back; after one the next can be written, and never goes to the customer", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await opened(page, "Noelia Nota");
	const note = chat(page).getByRole("textbox", { name: "Nota interna" });
	await page.keyboard.press("n");
	await page.keyboard.type("Solo para nosotros");
	await expect(row(page, "Noelia Nota")).toContainText("Borrador");
	await page.reload();
	await expect(note).toHaveValue("Solo para nosotros");
	await note.press("ControlOrMeta+Enter");
	await expect(note).toHaveValue("");
	await expect(note).toBeFocused();
	await page.keyboard.type("Y otra más");
	await page.keyboard.press("ControlOrMeta+Enter");
	for (const text of ["Solo para nosotros", "Y otra más"]) await expect(chat(page).locator("[data-item]", { hasText: text })).toContainText("Nota interna");
	await expect(row(page, "Noelia Nota")).not.toContainText("Borrador");
	await page.reload();
	await expect(field(page)).toBeVisible();
});

test("somebody who answers first is seen, and sending over them is asked for", async ({ browser }) => {
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await opened(lucia, "Choque Chávez");
	await jorge.goto(lucia.url());
	await expect(chat(lucia)).toContainText("Jorge Sanz también está aquí");
	await type(jorge, "Respondo yo");
	await expect(chat(lucia)).toContainText("Jorge Sanz está escribiendo…");
	await lucia.screenshot({ path: "test-results/writing/present.png" });
	await type(lucia, "Respondo yo también");
	// Lucía's screen hears nothing more.
	await lucia.context().route("**/timeline?**", (route) => route.abort());
	await field(jorge).press("ControlOrMeta+Enter");
	await expect(chat(jorge)).toContainText("Se envía en");
	const opener = (await field(lucia).elementHandle()) as ElementHandle<HTMLElement>;
	await field(lucia).press("ControlOrMeta+Enter");
	const dialog = lucia.getByRole("dialog", { name: "Jorge Sanz ya ha respondido" });
	await expect(dialog).toBeVisible();
	for (const [width, colorScheme] of [
		[1440, "light"],
		[360, "dark"],
	] as const) {
		await lucia.setViewportSize({ width, height: 800 });
		await lucia.emulateMedia({ colorScheme });
		await expectAccessible(lucia);
		await expectFits(lucia);
		await lucia.screenshot({ path: `test-results/writing/answered-${colorScheme}-${width}.png` });
	}
	await lucia.setViewportSize({ width: 1440, height: 900 });
	await lucia.screenshot({ path: "test-results/writing/answered.png" });
	expect(await leave(lucia, opener)).toEqual([]);
	await lucia.keyboard.press("ControlOrMeta+Enter");
	await expect(dialog).toBeVisible();
	await lucia.context().unroute("**/timeline?**");
	await dialog.getByRole("button", { name: "Ver la respuesta" }).click();
	await expect(field(lucia)).toHaveText("Respondo yo también");
	await lucia.reload();
	await expect(chat(lucia)).toContainText("Respondo yo");
	await field(lucia).click();
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText("Se envía en");
});

test("a message that is picked is answered, or passed on with the original, under one's signature", async ({ browser }) => {
	const lucia = await signIn(browser, "lucia");
	await opened(lucia, "Rosa Reenvío");
	await chat(lucia).getByRole("button", { name: "Más formas de enviar" }).click();
	await lucia.getByRole("menuitem", { name: /Firma y envío/ }).click();
	const preferences = lucia.getByRole("dialog", { name: "Firma y envío" });
	await preferences.getByLabel("Firma").fill("Lucía Méndez\nTienda");
	await preferences.getByLabel("Deshacer el envío").selectOption("0");
	await expectAccessible(lucia);
	await expectFits(lucia);
	await lucia.screenshot({ path: "test-results/writing/preferences.png" });
	await preferences.getByRole("button", { name: "Guardar" }).click();
	await expect(chat(lucia)).toContainText("Lucía Méndez");
	await chat(lucia).locator("li[data-item]").filter({ hasText: "soy Rosa" }).hover();
	await chat(lucia).getByRole("button", { name: "Acciones con el mensaje" }).first().click();
	await lucia.getByRole("menuitem", { name: "Reenviar" }).click();
	await expect(chat(lucia)).toContainText("Se incluye el mensaje de Rosa Reenvío");
	await type(lucia, "¿Lo miráis?");
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText("Indica a quién quieres reenviarlo.");
	await chat(lucia).getByRole("textbox", { name: "Para" }).fill("taller@cliente.example,");
	await lucia.screenshot({ path: "test-results/writing/forward.png" });
	for (const width of [360, 1440]) {
		await lucia.setViewportSize({ width, height: 800 });
		await expectAccessible(lucia);
		await expectFits(lucia);
		await lucia.screenshot({ path: `test-results/writing/forward-${width}.png` });
	}
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText("Entregado", { timeout: 20_000 });
	const workshop = await lucia.context().newPage();
	await workshop.goto("/sandbox?as=taller@cliente.example");
	const mail = workshop.locator("article[data-direction=received]").filter({ hasText: "Fwd: Consulta de Rosa Reenvío" }).first();
	for (const part of ["¿Lo miráis?", "Lucía Méndez", "Forwarded message", "Hola, soy Rosa Reenvío."])
		await expect(mail.frameLocator("iframe").locator("body")).toContainText(part);
	await chat(lucia).getByRole("button", { name: "Más formas de enviar" }).click();
	await lucia.getByRole("menuitem", { name: /Firma y envío/ }).click();
	await preferences.getByLabel("Deshacer el envío").selectOption("5");
	await preferences.getByRole("button", { name: "Guardar" }).click();
	await expect(preferences).toHaveCount(0);
});
