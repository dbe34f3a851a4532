import { expect, type Page } from "@playwright/test";
import { chat, row, signIn } from "./support/operator";
import { test } from "./support/test";

/** The form's page, made for visitors by an admin; answers its public address. */
async function build(page: Page, name: string): Promise<string> {
	await page.goto("/settings/forms");
	await page.getByRole("link", { name: "Nuevo formulario" }).click();
	await page.getByLabel("Nombre", { exact: true }).fill(name);
	await page.getByRole("button", { name: "Añadir campo" }).click();
	const fourth = page.getByRole("group", { name: "Campo 4" });
	await fourth.getByLabel("Pregunta").fill("Motivo");
	await fourth.getByLabel("Tipo").selectOption("select");
	await fourth.getByLabel("La respuesta es").selectOption("subject");
	await page.getByRole("button", { name: "Guardar" }).click();
	await expect(fourth.getByText("Este dato es obligatorio.")).toBeVisible();
	await fourth.getByLabel("Opciones").fill("Entrega\nDevolución");
	await fourth.getByRole("button", { name: "Subir el campo 4" }).click();
	const preview = page.frameLocator("iframe[title='Así se verá el formulario']");
	await expect(preview.getByLabel("Motivo")).toBeVisible();
	await page.getByLabel("Introducción").fill("Escríbenos **lo que sea**.");
	await expect(preview.getByText("Escríbenos **lo que sea**.")).toBeVisible();
	await page.getByRole("button", { name: "Guardar" }).click();
	await page.waitForURL(/\/settings\/forms\/\d+$/);
	return (await page.locator("code").filter({ hasText: "/forms/" }).textContent()) ?? "";
}

test("an admin builds a form, a visitor sends it, an operator sees it arrive and answers, the visitor's answer comes back", async ({ browser }) => {
	test.slow();
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	const name = "Contacto de prueba";
	const address = await build(lucia, name);
	const context = await browser.newContext({ locale: "es-ES", javaScriptEnabled: false });
	const visitor = await context.newPage();

	await test.step("it is closed until it is opened", async () => {
		await visitor.goto(address);
		await expect(visitor.getByRole("heading", { name: "Este formulario no está disponible" })).toBeVisible();
		await lucia.goto("/settings/forms");
		await lucia.getByRole("switch", { name: `Abrir «${name}» al público` }).click();
		await expect(lucia.getByText(`«${name}» abierto`)).toBeVisible();
	});

	await test.step("without a script, what is wrong is told and nothing typed is lost", async () => {
		await visitor.goto(address);
		await visitor.getByLabel("Nombre").fill("Vera <b>Ríos</b>");
		await visitor.getByLabel("Email").fill("vera@");
		await visitor.getByLabel("¿En qué podemos ayudarte?").fill("Mi pedido no llega.\n\n¿Dónde está? </textarea>");
		await visitor.getByLabel("Motivo").selectOption("Entrega");
		await visitor.getByRole("button", { name: "Enviar" }).click();
		await expect(visitor.getByRole("alert")).toContainText("Revisa estos datos");
		await expect(visitor.getByLabel("Nombre")).toHaveValue("Vera <b>Ríos</b>");
		await expect(visitor.getByLabel("¿En qué podemos ayudarte?")).toHaveValue("Mi pedido no llega.\n\n¿Dónde está? </textarea>");
		await expect(visitor.getByLabel("Motivo")).toHaveValue("Entrega");
		await expect(visitor.getByLabel("Email")).toHaveAccessibleDescription(/dirección de email completa/);
		await visitor.getByLabel("Nombre").fill("Vera Ríos");
		await visitor.getByLabel("Email").fill("vera.rios@cliente.example");
		await visitor.getByRole("button", { name: "Enviar" }).dblclick();
		await expect(visitor.getByRole("heading", { name: "Recibido" })).toBeVisible();
	});

	await test.step("it appears by itself, once, with its source; the operator answers", async () => {
		await expect(row(jorge, "Vera Ríos")).toHaveCount(1);
		await row(jorge, "Vera Ríos").click();
		await expect(chat(jorge, "Vera Ríos")).toContainText(`Iniciada por el formulario «${name}»`);
		await expect(chat(jorge, "Vera Ríos")).toContainText("Mi pedido no llega.");
		const field = chat(jorge, "Vera Ríos").getByRole("textbox", { name: "Respuesta" });
		await field.click();
		await field.pressSequentially("Hola, Vera: llega mañana.");
		await field.press("ControlOrMeta+Enter");
		// Sending can be undone first.
		await expect(chat(jorge, "Vera Ríos")).toContainText("Entregado", { timeout: 25_000 });
		await jorge.goto("/inbox?source=form");
		await expect(row(jorge, "Vera Ríos")).toHaveCount(1);
	});

	await test.step("the visitor receives it by email, and their answer goes on in the same conversation", async () => {
		await lucia.goto("/sandbox?as=vera.rios@cliente.example&name=Vera+Ríos");
		const received = lucia.locator("article[data-direction=received]");
		await expect(received.frameLocator("iframe").locator("body")).toContainText("llega mañana");
		await received.getByRole("link", { name: "Responder" }).click();
		await expect(lucia.getByRole("heading", { name: "Responder al email" })).toBeVisible();
		await lucia.getByLabel("Mensaje", { exact: true }).fill("Perfecto, gracias por decírmelo.");
		await lucia.getByRole("button", { name: "Enviar" }).click();
		await row(jorge, "Vera Ríos").click();
		await expect(chat(jorge, "Vera Ríos")).toContainText("Perfecto, gracias por decírmelo.");
		await expect(row(jorge, "Vera Ríos")).toHaveCount(1);
	});

	await test.step("the admin finds it among what was sent, copies the form, puts it away and deletes the copy", async () => {
		await lucia.goto("/settings/forms");
		await lucia.getByRole("link", { name: name }).click();
		await lucia.getByRole("link", { name: "Envíos" }).click();
		await expect(lucia.getByRole("link", { name: "Conversación con Vera Ríos" })).toBeVisible();
		await lucia.goto("/settings/forms");
		await lucia.getByRole("button", { name: `Más acciones de «${name}»` }).click();
		await lucia.getByRole("menuitem", { name: "Duplicar" }).click();
		await expect(lucia.getByRole("heading", { name: `${name} (2)` })).toBeVisible();
		await lucia.goto("/settings/forms");
		await lucia.getByRole("button", { name: `Más acciones de «${name} (2)»` }).click();
		await lucia.getByRole("menuitem", { name: "Eliminar…" }).click();
		await lucia.getByRole("dialog").getByRole("button", { name: "Eliminar" }).click();
		await expect(lucia.getByRole("link", { name: `${name} (2)` })).toHaveCount(0);
		await lucia.getByRole("button", { name: `Más acciones de «${name}»` }).click();
		await lucia.getByRole("menuitem", { name: "Archivar" }).click();
		await expect(lucia.getByText("Archivado", { exact: true }).first()).toBeVisible();
		await visitor.goto(address);
		await expect(visitor.getByRole("heading", { name: "Este formulario no está disponible" })).toBeVisible();
	});
	await context.close();
});

test("two admins at one form: the second is told; who leaves with changes is asked", async ({ browser }) => {
	test.slow();
	const [first, second] = [await signIn(browser, "lucia"), await signIn(browser, "lucia")];
	await build(first, "Dos a la vez");
	await second.goto(first.url());
	for (const [page, title] of [
		[first, "Uno"],
		[second, "Otro"],
	] as const)
		await page.getByLabel("Título que se ve").fill(title);
	await first.getByRole("button", { name: "Guardar" }).click();
	await expect(first.getByText("Hay cambios sin guardar")).toHaveCount(0);
	await second.getByRole("button", { name: "Guardar" }).click();
	await expect(second.getByText("Alguien lo ha cambiado mientras lo editabas.")).toBeVisible();
	await expect(second.getByLabel("Título que se ve")).toHaveValue("Otro");
	await second.getByRole("link", { name: "Formularios" }).first().click();
	await second.getByRole("button", { name: "Seguir editando" }).click();
	await expect(second.getByLabel("Título que se ve")).toHaveValue("Otro");
	await second.getByRole("link", { name: "Formularios" }).first().click();
	await second.getByRole("button", { name: "Salir sin guardar" }).click();
	await second.waitForURL("**/settings/forms");
});
