import { expect, type Locator, type Page } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "./support/accessible";
import { chat, openSent, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("link") });

test("a customer is created by hand, is told of who has the address already, and is written to from the record", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "marta");
	await page.goto("/customers");
	await page.getByRole("button", { name: "Nuevo", exact: true }).click();
	const dialog = page.getByRole("dialog", { name: "Nuevo cliente" });
	await dialog.getByLabel("Nombre").fill("Rosa Arévalo");
	await dialog.getByRole("button", { name: "Crear", exact: true }).click();
	await expect(dialog.getByText("hace falta al menos uno")).toBeVisible();
	await expect(dialog.getByLabel("Nombre")).toHaveValue("Rosa Arévalo");
	await dialog.getByLabel("Email").fill("Giulia.Rinaldi@example.net");
	await dialog.getByRole("button", { name: "Crear", exact: true }).click();
	await expect(dialog.getByText("ya es de Giulia Rinaldi")).toBeVisible();
	await dialog.getByLabel("Email").fill("rosa@arevalo.example");
	await dialog.getByRole("button", { name: "Crear", exact: true }).click();
	await expect(page.getByRole("heading", { name: "Rosa Arévalo", level: 1 })).toBeVisible();
	await expect(page.getByRole("link", { name: "rosa@arevalo.example" })).toBeVisible();

	await page.getByRole("button", { name: "Escribir" }).click();
	const start = page.getByRole("dialog", { name: "Nueva conversación" });
	await expect(start).toContainText("Rosa Arévalo");
	await start.getByLabel("Asunto").fill("Bienvenida");
	await start.getByRole("textbox", { name: "Mensaje" }).focus();
	await page.keyboard.type("Hola, Rosa: ya tienes ficha.");
	await page.keyboard.press("ControlOrMeta+Enter");
	await expect(start).toHaveCount(0);
	await openSent(page, "Rosa Arévalo");
	await expect(chat(page, "Rosa Arévalo")).toContainText("ya tienes ficha");
});

test("customers are found by any part, filtered in the address, and sorted", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await page.goto("/customers");
	await page.getByLabel("Buscar clientes").fill("BLANCO tomas");
	await expect(rows(page)).toHaveCount(1);
	await expect(page).toHaveURL(/q=BLANCO/);
	await page.getByLabel("Buscar clientes").fill("347 000 1122");
	await expect(rows(page)).toHaveText(/Giulia Rinaldi/);
	await page.getByRole("button", { name: "Borrar la búsqueda" }).click();
	await expect(rows(page).filter({ hasNotText: "vip" })).not.toHaveCount(0);
	await page.getByRole("button", { name: "Etiqueta" }).click();
	await page.getByRole("menuitemradio", { name: "vip" }).click();
	await expect(page).toHaveURL(/tag=vip/);
	const onlyTagged = async () => {
		for (const name of ["Giulia Rinaldi", "Pilar Montes"]) await expect(rows(page).filter({ hasText: name })).toHaveCount(1);
		await expect(rows(page).filter({ hasNotText: "vip" })).toHaveCount(0);
	};
	await onlyTagged();
	await page.reload();
	await onlyTagged();
	await page.goto("/customers?sort=name");
	const names = await rows(page).getByRole("link").allTextContents();
	expect(names.indexOf("Ana Cifuentes")).toBeLessThan(names.indexOf("Andrés Quintana"));
	await rows(page).first().getByRole("link").focus();
	await page.keyboard.press("ArrowDown");
	await expect(rows(page).nth(1).getByRole("link")).toBeFocused();
});

test("a record is edited in place, by keyboard, and everybody sees it; who comes second is told", async ({ browser }) => {
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await lucia.goto("/customers?q=tomas%20blanco");
	await rows(lucia).first().getByRole("link").click();
	await expect(lucia.getByRole("heading", { level: 1 })).toHaveText("Tomás Blanco");
	await jorge.goto(lucia.url());

	// Both begin to edit the company.
	for (const page of [lucia, jorge]) {
		await page.getByRole("button", { name: /^Empresa/ }).focus();
		await page.keyboard.press("Enter");
		await expect(page.getByRole("textbox", { name: "Empresa" })).toBeFocused();
	}
	await lucia.getByRole("textbox", { name: "Empresa" }).fill("Blanco e Hijos");
	await lucia.keyboard.press("Enter");
	await expect(lucia.getByRole("button", { name: /^Empresa/ })).toContainText("Blanco e Hijos");
	await jorge.getByRole("textbox", { name: "Empresa" }).fill("Otra");
	await jorge.keyboard.press("Enter");
	await expect(jorge.locator("main").getByRole("alert")).toContainText("ahora pone «Blanco e Hijos»");
	// Told what it says now, he means it: it counts once his own screen has that too.
	const field = jorge.getByRole("textbox", { name: "Empresa" });
	await expect(async () => {
		await field.press("Enter");
		await expect(field).toHaveCount(0, { timeout: 5000 });
	}).toPass();
	await expect(lucia.getByRole("button", { name: /^Empresa/ })).toContainText("Otra");
	// Back to what it said at first, which she had changed herself: the last word is what she sees.
	await jorge.getByRole("button", { name: /^Empresa/ }).click();
	await field.fill("Talleres Blanco S. L.");
	await field.press("Enter");
	await expect(lucia.getByRole("button", { name: /^Empresa/ })).toContainText("Talleres Blanco S. L.");

	// An address of somebody else's is told with the way there.
	await lucia.getByRole("button", { name: "Añadir email" }).click();
	await lucia.getByRole("textbox", { name: "Email" }).fill("giulia.rinaldi@example.net");
	await lucia.keyboard.press("Enter");
	await expect(lucia.locator("main").getByRole("alert").getByRole("link", { name: "Giulia Rinaldi" })).toBeVisible();
	await lucia.screenshot({ path: "test-results/pages/customer-taken.png" });
	await lucia.getByRole("textbox", { name: "Email" }).fill("tomas@talleresblanco.example");
	await lucia.keyboard.press("Enter");
	await expect(jorge.getByRole("link", { name: "tomas@talleresblanco.example" })).toBeVisible();
	await jorge.getByRole("button", { name: "Usar tomas@talleresblanco.example como principal" }).click();
	await expect(lucia.getByRole("listitem").filter({ hasText: "tomas@talleresblanco.example" })).toContainText("Principal");

	await test.step("what is typed stays, whatever a colleague does with the same thing meanwhile", async () => {
		await jorge.getByRole("button", { name: "Editar tomas@talleresblanco.example" }).click();
		await jorge.getByRole("textbox", { name: "Email" }).fill("tomas.blanco@talleresblanco.example");
		await lucia.getByRole("button", { name: "Quitar tomas@talleresblanco.example" }).click();
		await expect(lucia.getByRole("link", { name: "tomas@talleresblanco.example" })).toHaveCount(0);
		await lucia.getByRole("button", { name: "Añadir un dato" }).click();
		await lucia.getByRole("textbox", { name: "Nombre del dato" }).fill("Turno");
		await lucia.getByRole("textbox", { name: "Valor" }).fill("mañana");
		await lucia.keyboard.press("Enter");
		await jorge.getByRole("button", { name: /^Turno/ }).click();
		await expect(jorge.getByRole("textbox", { name: "Email" })).toHaveValue("tomas.blanco@talleresblanco.example");
		await jorge.getByRole("textbox", { name: "Turno" }).fill("tarde");
		await lucia.getByRole("button", { name: /^Turno/ }).click();
		await lucia.getByRole("textbox", { name: "Turno" }).fill("");
		await lucia.keyboard.press("Enter");
		await lucia.getByLabel("Añadir etiqueta…").fill("visto");
		await lucia.keyboard.press("Enter");
		await expect(jorge.getByRole("button", { name: "Quitar la etiqueta visto" })).toBeVisible();
		await expect(jorge.getByRole("textbox", { name: "Turno" })).toHaveValue("tarde");
		await jorge.getByRole("textbox", { name: "Email" }).press("Enter");
		await expect(jorge.locator("main").getByRole("alert")).toContainText("Alguien ha cambiado o quitado esta dirección");
		await expect(jorge.getByRole("textbox", { name: "Email" })).toHaveValue("tomas.blanco@talleresblanco.example");
		await jorge.getByRole("textbox", { name: "Email" }).press("Escape");
		await jorge.getByRole("textbox", { name: "Turno" }).press("Escape");
		await expect(jorge.getByRole("button", { name: /^Turno/ })).toHaveCount(0);
	});

	await lucia.getByLabel("Añadir etiqueta…").fill("urgente");
	await lucia.keyboard.press("Enter");
	await expect(jorge.getByRole("button", { name: "Quitar la etiqueta urgente" })).toBeVisible();

	const photo = await sharp({ create: { width: 600, height: 300, channels: 3, background: "#2563eb" } })
		.jpeg()
		.toBuffer();
	await lucia.getByLabel("Elegir una imagen").setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: photo });
	await expect(jorge.locator('main img[src*="/avatar?v="]').first()).toBeVisible();
	await lucia.getByLabel("Elegir una imagen").setInputFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
	await expect(lucia.getByText("no es una imagen que se pueda mostrar")).toBeVisible();
});

test("what is typed into a record or a signature is not left behind unasked", async ({ browser }) => {
	const page = await signIn(browser, "marta");
	await writeMail("rebeca.lago@cliente.example", "Rebeca Lago", "Una duda", "¿Hacéis envíos?");
	await page.goto("/customers?q=rebeca");
	await rows(page).filter({ hasText: "Rebeca Lago" }).getByRole("link").click();
	await page.waitForURL(/\/customers\/\d+/);
	const leave = page.getByRole("dialog", { name: "¿Salir sin guardar?" });
	const ask = async (field: Locator, typed: string, link: Locator) => {
		await link.click();
		await expect(leave).toBeVisible();
		await page.keyboard.press("Escape");
		await expect(leave).toHaveCount(0);
		await expect(field).toHaveValue(typed);
	};
	const back = page.getByRole("main").getByRole("link", { name: "Volver a los clientes" });
	await page.getByRole("button", { name: /^Observaciones/ }).click();
	const remarks = page.getByRole("textbox", { name: "Observaciones" });
	await remarks.fill("Prefiere que la llamen por la tarde.");
	// And another, of which only one asks.
	await page.getByRole("button", { name: "Añadir email" }).click();
	await page.getByRole("textbox", { name: "Email" }).fill("rebeca@casa.example");
	await ask(remarks, "Prefiere que la llamen por la tarde.", back);
	await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("rebeca@casa.example");
	await page.getByRole("textbox", { name: "Email" }).press("Enter");
	await expect(page.getByRole("link", { name: "rebeca@casa.example" })).toBeVisible();
	await remarks.press("ControlOrMeta+Enter");
	await expect(page.getByRole("button", { name: /^Observaciones/ })).toContainText("por la tarde");
	await back.click();
	await page.waitForURL(/\/customers$/);

	await page.goto("/settings/profile");
	const signature = page.getByLabel("Firma");
	const before = await signature.inputValue();
	await signature.fill(`${before}\nLunes a viernes`);
	const nav = page.getByRole("navigation", { name: "Principal" }).getByRole("link", { name: "Clientes" });
	await ask(signature, `${before}\nLunes a viernes`, nav);
	await nav.click();
	await leave.getByRole("button", { name: "Salir sin guardar" }).click();
	await page.waitForURL(/\/customers$/);
	await page.goto("/settings/profile");
	await expect(signature).toHaveValue(before);
});

test("the details pane leads to the record and edits in place", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await page.goto("/customers?q=rinaldi");
	await rows(page).first().getByRole("link").click();
	await page
		.locator('a[href^="/inbox/"]')
		.filter({ hasNot: page.locator("svg.lucide-inbox") })
		.last()
		.click();
	const pane = page.locator("#details");
	await expect(pane).toContainText("Giulia Rinaldi");
	await pane.getByRole("button", { name: "Editar el idioma" }).click();
	await pane.getByRole("button", { name: /^Idioma preferido/ }).click();
	await pane.getByRole("combobox", { name: "Idioma preferido" }).selectOption("fr");
	await pane.getByRole("button", { name: "Guardar" }).click();
	await pane.getByRole("button", { name: "Editar el idioma" }).click();
	await expect(pane).toContainText("Francés");
	await pane.getByRole("button", { name: "Editar el contacto" }).click();
	await pane.getByRole("button", { name: "Añadir email" }).click();
	await pane.getByRole("textbox", { name: "Email" }).fill("giulia@second.example");
	await page.keyboard.press("Enter");
	await expect(pane.getByRole("link", { name: "giulia@second.example" })).toBeVisible();
	await expect(pane.getByRole("button", { name: "Añadir email" })).toBeFocused();
	await expectAccessible(page);
	await page.screenshot({ path: "test-results/pages/details-editing.png" });
	await pane.getByRole("link", { name: "Abrir ficha completa" }).click();
	await expect(page).toHaveURL(/\/customers\/\d+$/);
});

test("who has a list of customers or a record before them sees who writes, and what is said", async ({ browser }) => {
	test.slow();
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await lucia.goto("/customers");
	await expect(rows(lucia).first()).toBeVisible();
	const count = lucia.getByTitle(/^\d+ clientes$/);
	const before = Number(await count.textContent());
	await writeMail("noelia@cliente.example", "Noelia Prats", "Primera pregunta", "¿Abren el sábado?");
	await expect(rows(lucia).filter({ hasText: "Noelia Prats" })).toHaveCount(1);
	await expect(count).toHaveText(String(before + 1));
	await rows(lucia).filter({ hasText: "Noelia Prats" }).getByRole("link").click();
	const conversations = lucia.getByRole("region", { name: "Conversaciones" });
	await expect(conversations.getByRole("link")).toHaveCount(1);
	await jorge.goto("/customers?q=noelia");
	await writeMail("noelia@cliente.example", "Noelia Prats", "Otra cosa", "¿Y el domingo?");
	await expect(conversations.getByRole("link")).toHaveCount(2);
	await expect(rows(jorge).filter({ hasText: "Noelia Prats" }).getByRole("cell").last()).toHaveText("2");
	await jorge.goto((await conversations.getByRole("link").filter({ hasText: "Otra cosa" }).getAttribute("href")) ?? "");
	await expect(chat(jorge, "Noelia Prats")).toBeVisible();
	await jorge.keyboard.press("e");
	await expect(conversations.getByRole("link").filter({ hasText: "Otra cosa" })).toContainText("Archivada");
});

test("whatever a customer is called fits a phone, in the record, the list and the inbox", async ({ browser }) => {
	const page = await signIn(browser, "lucia", { viewport: { width: 360, height: 780 } });
	const fits = () => expect.poll(() => page.locator("#content").evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
	for (const [name, address] of [
		["Wolfeschlegelsteinhausenbergerdorff Maximilian von und zu Hohenzollern-Sigmaringen", "wolfe@cliente.example"],
		["محمد عبد الرحمن بن عبد الله آل سعود الحسيني القرشي الطويل جدا", "mohamed@cliente.example"],
	] as const) {
		await writeMail(address, name, `${name}: ${name}`, "Hola");
		await page.goto(`/customers?q=${address}`);
		await expect(rows(page)).toHaveCount(1);
		await fits();
		await rows(page).getByRole("link").click();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
		await expect(page.getByRole("region", { name: "Conversaciones" }).getByRole("link")).toBeVisible();
		await fits();
		await page.getByRole("region", { name: "Conversaciones" }).getByRole("link").click();
		await expect(chat(page, name)).toBeVisible();
		await fits();
	}
});
