import { expect, type Page } from "@playwright/test";
import { everyLook, lookAt } from "./support/looks";
import { chat, openSent, row, signIn } from "./support/operator";
import { test } from "./support/test";
import { hurried, setUndo } from "./support/undo";

/** As somebody does who never touches a mouse: nothing is typed before its field has the focus. */
async function type(page: Page, label: string, text: string) {
	await expect(page.getByLabel(label, { exact: true })).toBeFocused();
	await page.keyboard.type(text);
}

test("a conversation is begun by keyboard alone with a customer who is created on the way; they receive it and answer into it", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "lucia");
	const dialog = page.getByRole("dialog", { name: "Nueva conversación" });
	await expect(page.locator("a[data-conversation]").first()).toBeVisible();
	await page.keyboard.press("c");
	await type(page, "Destinatario", "Irene Calvo");
	await expect(dialog.getByRole("option", { name: "Crear cliente «Irene Calvo»" })).toBeVisible();
	await expect(dialog.getByRole("status").filter({ hasText: "Ningún cliente" })).toHaveCount(1);
	await page.keyboard.press("Enter");
	await expect(page.getByLabel("Nombre", { exact: true })).toBeFocused();
	await page.keyboard.press("Tab");
	await page.keyboard.press("Tab");
	await expect(dialog.getByRole("textbox", { name: "Email" })).toBeFocused();
	await page.keyboard.type("irene@ejemplo");
	await page.keyboard.press("Enter");
	await expect(dialog.getByText("Escribe una dirección de email completa")).toBeVisible();
	await page.keyboard.type(".example");
	await page.keyboard.press("Enter");
	await type(page, "Asunto", "Tu presupuesto");
	await page.keyboard.press("Tab");
	while (!(await dialog.getByLabel("CC", { exact: true }).evaluate((element) => element === document.activeElement))) await page.keyboard.press("Tab");
	await page.keyboard.type("almacen@example.com, otra@ejemplo");
	await dialog.getByRole("textbox", { name: "Mensaje" }).focus();
	await page.keyboard.type("Hola, Irene: te paso el presupuesto.");
	await page.keyboard.press("ControlOrMeta+Enter");
	await expect(dialog.getByText("Corrige las direcciones marcadas")).toBeVisible();
	await dialog.getByRole("button", { name: "Quitar otra@ejemplo" }).press("Enter");
	await page.keyboard.press("ControlOrMeta+Enter");
	await expect(dialog).toHaveCount(0);
	await openSent(page, "Irene Calvo");
	await expect(chat(page, "Irene Calvo")).toContainText("te paso el presupuesto");
	await expect(chat(page, "Irene Calvo")).toContainText("Lucía Méndez");
	await expect(chat(page, "Irene Calvo")).toContainText("Entregado");
	await expect(row(page, "Irene Calvo")).toHaveCount(1);

	const customer = await page.context().newPage();
	await customer.goto("/sandbox?as=irene@ejemplo.example&name=Irene+Calvo");
	const received = customer.locator("article[data-direction=received]");
	await expect(received).toHaveCount(1);
	await received.getByRole("link", { name: "Responder" }).click();
	await expect(customer.getByRole("heading", { name: "Responder al email" })).toBeVisible();
	await customer.getByLabel("Mensaje", { exact: true }).fill("Me parece bien, gracias.");
	await customer.getByRole("button", { name: "Enviar" }).click();
	await expect(chat(page, "Irene Calvo")).toContainText("Me parece bien, gracias.");
	await expect(row(page, "Irene Calvo")).toHaveCount(1);
});

test("an SMS is begun from what a phone number finds; the customer's answer comes into it", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "lucia");
	const dialog = page.getByRole("dialog", { name: "Nueva conversación" });
	await page.getByRole("button", { name: "Nueva conversación" }).click();
	await dialog.getByLabel("Destinatario").fill("Óscar Nadal");
	await dialog.getByRole("option", { name: /Crear cliente/ }).click();
	// As it is written here: the country stands beside it.
	await dialog.getByLabel("Teléfono").fill("622 55 50 10");
	await dialog.getByRole("button", { name: "Crear y elegir" }).click();
	await expect(dialog.getByText("Email: Óscar Nadal no tiene email.")).toBeVisible();
	await expect(dialog.getByRole("radio", { name: "Email" })).toBeDisabled();
	await expect(dialog.getByRole("radio", { name: "SMS" })).toBeChecked();
	await dialog.getByRole("textbox", { name: "Mensaje" }).fill("Tu pedido está listo.");
	await expect(dialog).toContainText("1 segmento");
	await dialog.getByRole("button", { name: "Enviar", exact: true }).click();
	await openSent(page, "Óscar Nadal");
	await expect(chat(page, "Óscar Nadal")).toContainText("Entregado");
	const first = page.url();

	await page.getByRole("button", { name: "Nueva conversación" }).click();
	await dialog.getByLabel("Destinatario").fill("622 555 010");
	await dialog.getByRole("option", { name: /Óscar Nadal/ }).click();
	await dialog.getByRole("textbox", { name: "Mensaje" }).fill("Abrimos hasta las 20:00.");
	await dialog.getByRole("button", { name: "Enviar", exact: true }).click();
	await expect(chat(page, "Óscar Nadal")).toContainText("Abrimos hasta las 20:00.", { timeout: 45_000 });
	expect(page.url()).toBe(first);

	const customer = await page.context().newPage();
	await customer.goto(`/sandbox?as=${encodeURIComponent("+34622555010")}`);
	await customer.getByLabel("Mensaje", { exact: true }).fill("Voy esta tarde.");
	await customer.getByRole("button", { name: "Enviar" }).click();
	await expect(chat(page, "Óscar Nadal")).toContainText("Voy esta tarde.");
});

test("what is typed stays when the dialog closes, when the server is not reached, when it is undone, and on another device; it is sent once", async ({
	browser,
}) => {
	test.slow();
	await setUndo(10, "lucia");
	const page = await signIn(browser, "lucia");
	const dialog = page.getByRole("dialog", { name: "Nueva conversación" });
	const open = () => page.getByRole("button", { name: "Nueva conversación" }).click();
	await open();
	await dialog.getByLabel("Destinatario").fill("giulia");
	await dialog
		.getByRole("option", { name: /Giulia/ })
		.first()
		.click();
	await dialog.getByLabel("Asunto").fill("Seguimiento");
	const field = dialog.getByRole("textbox", { name: "Mensaje" });
	await field.click();
	await field.pressSequentially("Llega mañana.");
	await page.keyboard.press("Escape");
	await expect(dialog).toHaveCount(0);
	await page.reload();
	await open();
	await expect(dialog.getByLabel("Asunto")).toHaveValue("Seguimiento");
	await expect(field).toContainText("Llega mañana.");
	await dialog.getByRole("button", { name: /^Quitar a Giulia/ }).click();
	await dialog.getByLabel("Destinatario").fill("Otra persona");
	await dialog.getByRole("option", { name: /Crear cliente/ }).click();
	await dialog.getByRole("textbox", { name: "Email", exact: true }).fill("GIULIA.rinaldi@example.net");
	await dialog.getByRole("button", { name: "Crear y elegir" }).click();
	await dialog.getByRole("button", { name: /^Elegir a Giulia/ }).click();
	await page.context().setOffline(true);
	await dialog.getByRole("button", { name: "Enviar", exact: true }).click();
	await expect(dialog.getByText("No hay conexión con el servidor")).toBeVisible();
	await expect(field).toContainText("Llega mañana.");
	await page.context().setOffline(false);
	await dialog.getByRole("button", { name: "Enviar", exact: true }).click();
	await expect(page.getByText("Se está enviando a Giulia")).toBeVisible();
	await page.getByRole("button", { name: "Deshacer" }).click();
	await expect(dialog.getByLabel("Asunto")).toHaveValue("Seguimiento");
	await expect(field).toContainText("Llega mañana.");

	const elsewhere = await signIn(browser, "lucia");
	const other = elsewhere.getByRole("dialog", { name: "Nueva conversación" });
	await elsewhere.getByRole("button", { name: "Nueva conversación" }).click();
	await expect(other.getByLabel("Asunto")).toHaveValue("Seguimiento");
	await expect(other.getByRole("button", { name: /^Quitar a Giulia/ })).toBeVisible();
	await other.getByLabel("Asunto").fill("Seguimiento del envío");
	await expect(dialog.getByLabel("Asunto")).toHaveValue("Seguimiento del envío");
	await other.getByRole("button", { name: "Más formas de enviar" }).click();
	await elsewhere.getByRole("menuitem", { name: "Programar el envío…" }).click();
	await elsewhere.getByRole("button", { name: /Dentro de una hora/ }).click();
	await expect(other).toHaveCount(0);
	await expect(dialog.getByLabel("Asunto")).toHaveValue("");

	await page.keyboard.press("Escape");
	await page.goto("/scheduled");
	const item = page.getByRole("listitem").filter({ hasText: "Seguimiento del envío" });
	await expect(item).toContainText("Llega mañana.");
	await item.getByRole("button", { name: /^Cambiar la hora/ }).click();
	await page.getByRole("button", { name: /Mañana por la mañana/ }).click();
	await item.getByRole("button", { name: /^Editar/ }).click();
	await expect(dialog.getByLabel("Asunto")).toHaveValue("Seguimiento del envío");
	await expect(item).toHaveCount(0);
	await dialog.getByRole("button", { name: "Enviar", exact: true }).click();
	await openSent(page, "Giulia");
	await expect(chat(page)).toContainText("Llega mañana.");
	await page.getByRole("button", { name: "Nueva conversación" }).click();
	await expect(dialog.getByLabel("Asunto")).toHaveValue("");
	await setUndo(hurried, "lucia");
});

test("files go along with the first message, and are there again after a reload", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "lucia");
	const dialog = page.getByRole("dialog", { name: "Nueva conversación" });
	const files = dialog.getByRole("list", { name: "Adjuntos" }).getByRole("listitem");
	const open = () => page.getByRole("button", { name: "Nueva conversación" }).click();
	await open();
	await dialog.getByLabel("Destinatario").fill("Marta Fichero");
	await dialog.getByRole("option", { name: /Crear cliente/ }).click();
	await dialog.getByRole("textbox", { name: "Email" }).fill("marta@fichero.example");
	await dialog.getByRole("button", { name: "Crear y elegir" }).click();
	await dialog.getByLabel("Asunto").fill("Tu factura");
	await dialog.locator("input[type=file]").setInputFiles({ name: "año.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });
	await expect(files).toContainText("año.pdf");
	await expect(dialog.getByText("Subiendo")).toHaveCount(0);
	await page.reload();
	await open();
	await expect(files).toContainText("año.pdf");
	await dialog.getByRole("button", { name: "Enviar", exact: true }).click();
	await openSent(page, "Marta Fichero");
	await expect(chat(page, "Marta Fichero")).toContainText("año.pdf");
	await page.goto("/sandbox?as=marta@fichero.example");
	await expect(page.locator("article[data-direction=received]")).toContainText("año.pdf");
});

test("the dialog is accessible and fits, in light and dark, from 360 to 1440 px", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	const dialog = page.getByRole("dialog", { name: "Nueva conversación" });
	await expect(page.locator("a[data-conversation]").first()).toBeVisible();
	await page.getByRole("button", { name: "Nueva conversación" }).click();
	await dialog.getByLabel("Destinatario").fill("giu");
	await expect(dialog.getByRole("option", { name: /Giulia/ }).first()).toBeVisible();
	await lookAt(page, "start-search", everyLook);
	await dialog.getByRole("option").last().click();
	await lookAt(page, "start-create", everyLook);
	await page.keyboard.press("Escape");
	await dialog.getByLabel("Destinatario").fill("giu");
	await dialog
		.getByRole("option", { name: /Giulia/ })
		.first()
		.click();
	await dialog.getByLabel("Asunto").fill("Seguimiento del pedido 4417");
	await dialog.getByLabel("CC", { exact: true }).fill("almacen@example.com, laura@ejemplo,");
	await dialog.getByRole("textbox", { name: "Mensaje" }).click();
	await page.keyboard.type("Hola, Giulia.");
	await lookAt(page, "start-mail", everyLook);
	await dialog.getByRole("button", { name: "Descartar" }).click();
});
