import { expect } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { chat, openSent, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

test("a conversation is begun by keyboard alone from a template; what it cannot fill in blocks sending; the customer receives it and answers", async ({
	browser,
}) => {
	const page = await signIn(browser, "lucia");
	const dialog = page.getByRole("dialog", { name: "Nueva conversación" });
	const picker = page.getByRole("dialog", { name: "Plantillas" });
	await expect(page.locator("a[data-conversation]").first()).toBeVisible();
	await page.keyboard.press("c");
	await expect(dialog.getByLabel("Destinatario")).toBeFocused();
	await page.keyboard.type("giulia rin");
	await expect(dialog.getByRole("option", { name: /Giulia Rinaldi/ })).toHaveAttribute("aria-selected", "true");
	await page.keyboard.press("Enter");
	await expect(dialog.getByLabel("Asunto")).toBeFocused();
	const field = dialog.getByRole("textbox", { name: "Mensaje" });
	// Nothing has the focus while the editor takes the place of the plain field.
	const there = () => page.evaluate(() => document.activeElement?.matches("textarea, [contenteditable=true], body"));
	for (let i = 0; i < 12 && !(await there()); i++) await page.keyboard.press("Tab");
	await expect(dialog.locator("[contenteditable=true]")).toBeFocused();
	await page.keyboard.press("/");
	await expect(picker.getByRole("combobox")).toBeFocused();
	await page.keyboard.type("seguimiento");
	await expect(picker.getByRole("option").first()).toContainText("Seguimiento de envío");
	await expect(picker.locator("mark", { hasText: "Giulia" })).toBeVisible();
	await expect(picker.locator("mark", { hasText: "{{seguimiento}}" })).toBeVisible();
	// What it lies over is in part behind it.
	await expectAccessible(page, { within: "[role=dialog][aria-label=Plantillas]" });
	await page.screenshot({ path: "test-results/templates/picker-light-1440.png" });
	await page.keyboard.press("Enter");
	await expect(field).toContainText("Hola, Giulia:");
	await expect(field).toContainText("Lucía Méndez");
	await expect(field.locator(".text-danger-text", { hasText: "{{seguimiento}}" })).toBeVisible();
	await dialog.getByLabel("Asunto").fill("Tu pedido está en camino");
	await page.keyboard.press("ControlOrMeta+Enter");
	await expect(dialog.getByText("Falta por rellenar {{customer.fields.pedido}}, {{seguimiento}}")).toBeVisible();
	await page.screenshot({ path: "test-results/templates/unfilled-light-1440.png" });
	await field.focus();
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.press("Backspace");
	await page.keyboard.press("/");
	await page.keyboard.type("pieza que falta");
	await expect(picker.getByRole("option")).toHaveCount(1);
	await page.keyboard.press("Enter");
	await expect(field).toContainText("Sentimos que falte una pieza");
	await page.keyboard.press("ControlOrMeta+Enter");
	await openSent(page, "Giulia Rinaldi");
	await expect(chat(page, "Giulia Rinaldi")).toContainText("Sentimos que falte una pieza");
	await expect(chat(page, "Giulia Rinaldi")).toContainText("Entregado");

	const customer = await page.context().newPage();
	await customer.goto("/sandbox?as=giulia.rinaldi@example.net");
	const received = customer.locator("article[data-direction=received]").filter({ hasText: "Tu pedido está en camino" });
	await expect(received.first().frameLocator("iframe").locator("body")).toContainText("Hola, Giulia:");
	await received.first().getByRole("link", { name: "Responder" }).click();
	await expect(customer.getByRole("heading", { name: "Responder al email" })).toBeVisible();
	await customer.getByLabel("Mensaje", { exact: true }).fill("Grazie, aspetto il pezzo.");
	await customer.getByRole("button", { name: "Enviar" }).click();
	await expect(chat(page, "Giulia Rinaldi")).toContainText("Grazie, aspetto il pezzo.");

	await page.goto("/templates?q=pieza+que+falta");
	await expect(page.getByText("usada 1 vez")).toBeVisible();
});

test("a template is put into an answer at the caret; a slash that leads nowhere is a slash", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await writeMail("teo@cliente.example", "Teo Vidal", "Una pregunta", "¿Qué foto necesitáis?");
	await row(page, "Teo Vidal").click();
	const field = chat(page).getByRole("textbox", { name: "Respuesta" });
	const picker = page.getByRole("dialog", { name: "Plantillas" });
	await field.click();
	await expect(chat(page).locator("[contenteditable=true]").first()).toBeFocused();
	await page.keyboard.press("/");
	await expect(picker.getByRole("combobox")).toBeFocused();
	await page.keyboard.press("Escape");
	await expect(field).toHaveText("/");
	await page.keyboard.press("Backspace");
	await page.keyboard.type("Antes. 24/7");
	await expect(picker).toHaveCount(0);
	await chat(page).getByRole("button", { name: "Plantillas" }).click();
	await picker.getByRole("option", { name: /Pedir una foto/ }).click();
	await expect(field).toContainText("Antes. 24/7");
	await expect(field).toContainText("Hola, Teo: para ayudarte");
});

test("templates are written, seen as a customer would get them, found, copied, put away, and brought in from a file, all of it or nothing", async ({
	browser,
}) => {
	const page = await signIn(browser, "lucia");
	// Told from what another try has left.
	const mark = test.info().retry || "";
	const name = `Horario de verano${mark}`;
	const folder = `Avisos${mark}`;
	await page.getByRole("link", { name: "Plantillas" }).first().click();
	await page.waitForURL("**/templates");
	await page.getByRole("link", { name: "Nueva" }).click();
	await page.waitForURL("**/templates/new");
	await page.getByRole("button", { name: "Guardar" }).click();
	await expect(page.getByText("Este dato es obligatorio.").first()).toBeVisible();
	await page.getByLabel("Nombre").fill(name);
	await page.getByLabel("Carpeta").fill(folder);
	const field = page.getByRole("textbox", { name: "Texto" });
	await field.click();
	await expect(page.locator("[contenteditable=true]")).toBeFocused();
	await page.keyboard.type("Hola, ");
	await page.getByRole("button", { name: "Insertar variable" }).click();
	await page.getByRole("menuitem", { name: "Nombre de pila del cliente" }).click();
	await expect(page.locator("[contenteditable=true]")).toBeFocused();
	await page.keyboard.type(": en agosto abrimos de 9 a 14 en {{tienda}}.");
	await expect(page.getByText("{{tienda}} no es una variable conocida")).toBeVisible();
	const preview = page.getByRole("region", { name: "Vista previa" });
	await preview.getByLabel("Cliente de ejemplo").fill("giulia");
	await preview.getByRole("option", { name: /Giulia Rinaldi/ }).click();
	await expect(preview.locator("mark", { hasText: "Giulia" })).toBeVisible();
	await page.locator("input[type=file]").setInputFiles({ name: "horario ñ.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });
	const files = page.getByRole("list", { name: "Adjuntos" }).getByRole("listitem");
	await expect(files).toContainText("horario ñ.pdf");
	await expect(page.getByText("Subiendo")).toHaveCount(0);
	await expectAccessible(page);
	await page.screenshot({ path: "test-results/templates/editor-light-1440.png" });
	const question = page.getByRole("dialog", { name: "¿Salir sin guardar?" });
	await page.locator("main a[href='/templates']").first().click();
	await expect(question).toBeVisible();
	await expectAccessible(page);
	await question.getByRole("button", { name: "Seguir editando" }).click();
	await expect(question).toHaveCount(0);
	await expect(page.getByLabel("Nombre")).toHaveValue(name);
	await page.getByRole("button", { name: "Guardar", exact: true }).click();
	await page.waitForURL(/\/templates\/\d+/);
	await expect(files).toContainText("horario ñ.pdf");
	await page.getByRole("button", { name: "Duplicar" }).click();
	await expect(page.getByRole("heading", { name: `${name} (2)` })).toBeVisible();
	await expect(files).toContainText("horario ñ.pdf");
	await page.getByRole("button", { name: "Archivar" }).click();
	await expect(page.getByText("Está archivada")).toBeVisible();

	await test.step("its file goes along with what is written from it", async () => {
		await writeMail("nino@plantilla.example", "Nino Plantilla", "Horarios", "¿Cuándo abrís?");
		await page.goto("/inbox");
		await row(page, "Nino Plantilla").first().click();
		await expect(chat(page, "Nino Plantilla")).toBeVisible();
		await chat(page).getByRole("button", { name: "Plantillas" }).click();
		const picker = page.getByRole("dialog", { name: "Plantillas" });
		await picker.getByRole("combobox").fill(name.toLowerCase());
		await expect(picker.getByText("Con: horario ñ.pdf")).toBeVisible();
		let letGo = () => {};
		const held = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		await page.route(/\/inbox\//, async (route) => {
			if (route.request().method() === "POST") await held;
			await route.continue();
		});
		await picker.getByRole("option", { name }).first().click();
		await expect(chat(page).locator("[contenteditable=true]").first()).toContainText("en agosto");
		await page.keyboard.press("ControlOrMeta+Enter");
		await expect(chat(page).getByText("Espera a que terminen de subir los archivos.")).toBeVisible();
		letGo();
		await expect(chat(page).getByRole("list", { name: "Adjuntos" })).toContainText("horario ñ.pdf");
		await page.unroute(/\/inbox\//);
		await chat(page)
			.getByRole("button", { name: /^Quitar horario/ })
			.click();
		await chat(page).locator("[contenteditable=true]").first().click();
		await page.keyboard.press("ControlOrMeta+a");
		await page.keyboard.press("Backspace");
	});

	await page.goto(`/templates?folder=${folder}`);
	await expect(page.getByRole("listitem")).toHaveCount(1);
	await page.getByRole("searchbox", { name: "Buscar plantillas" }).fill("xyzzy");
	await expect(page.getByRole("listitem")).toHaveCount(0);
	await page.getByRole("searchbox", { name: "Buscar plantillas" }).fill("AGOSTO");
	await expect(page).toHaveURL(/q=AGOSTO/);
	await expect(page.getByRole("listitem")).toHaveCount(1);
	await page.getByRole("button", { name: /^Archivadas/ }).click();
	await expect(page.getByRole("link", { name: `${name} (2)` })).toBeVisible();

	const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Exportar" }).click()]);
	const file = await (await import("node:fs/promises")).readFile(await download.path(), "utf8");
	const names: string[] = JSON.parse(file).templates.map(({ name }: { name: string }) => name);
	// What is put away stays here.
	expect(names).toEqual(expect.arrayContaining([name, "Seguimiento de envío"]));
	expect(names).not.toContain(`${name} (2)`);
	await page.getByRole("button", { name: "Importar" }).click();
	const dialog = page.getByRole("dialog", { name: "Importar plantillas" });
	const bring = (text: string) =>
		dialog.getByLabel("Archivo").setInputFiles({ name: "templates.json", mimeType: "application/json", buffer: Buffer.from(text) });
	// As large as a file may be.
	const large = Array.from({ length: 50 }, (_, i) => ({ name: `Larga ${i}`, text: "x".repeat(90_000) }));
	await bring(JSON.stringify([...large, { name: "Vacía", text: "" }]));
	await dialog.getByRole("button", { name: "Importar" }).click();
	await expect(dialog.getByText("Fila 51 «Vacía»: falta el texto")).toBeVisible();
	await bring('[{"name":"Buena","text":"Hola"},{"name":"Mala","text":""}]');
	await dialog.getByRole("button", { name: "Importar" }).click();
	await expect(dialog.getByText("Fila 2 «Mala»: falta el texto")).toBeVisible();
	await expectAccessible(page);
	await page.screenshot({ path: "test-results/templates/import-light-1440.png" });
	await bring(`[{"name":"Buena${mark}","text":"Hola"}]`);
	await dialog.getByRole("button", { name: "Importar" }).click();
	await expect(page.getByText("1 plantilla importada")).toBeVisible();
	await page.goto(`/templates?q=buena${mark}`);
	await expect(page.getByRole("listitem")).toHaveCount(1);
});
