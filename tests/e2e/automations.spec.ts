import { expect } from "@playwright/test";
import { everyLook, lookAt } from "./support/looks";
import { chat, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

test("an admin builds an automation, a customer writes, and it acts in its own name", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await page.goto("/automations");
	await expect(page.getByRole("link", { name: /Guía para el formulario de posventa/ })).toBeVisible();
	await page.getByRole("link", { name: "Nueva automatización" }).click();
	await page.getByRole("button", { name: "Guardar" }).click();
	await expect(page.getByText("Este dato es obligatorio.")).toBeVisible();
	await page.getByLabel("Nombre", { exact: true }).fill("Devoluciones");
	await page.getByRole("button", { name: "Añadir condición" }).click();
	await page.getByLabel("Valor").fill("devolucion");
	await page.getByRole("button", { name: "Añadir acción" }).click();
	await page.getByLabel("Texto").fill("Hola, : hemos recibido tu devolución.");
	await page.getByLabel("Texto").evaluate((area) => (area as HTMLTextAreaElement).setSelectionRange(6, 6));
	await page.getByRole("button", { name: "Insertar variable" }).click();
	await page.getByRole("menuitem", { name: "Nombre de pila del cliente" }).click();
	await expect(page.getByLabel("Texto")).toHaveValue("Hola, {{customer.firstName}}: hemos recibido tu devolución.");
	await page.getByRole("button", { name: "Guardar" }).click();
	await page.waitForURL(/\/automations\/\d+/);
	const editor = page.url();
	await page.goto("/automations");
	await page.getByRole("switch", { name: "Activar «Devoluciones»" }).click();
	await expect(page.getByText("«Devoluciones» activada")).toBeVisible();
	await writeMail("nora.vidal@cliente.example", "Nora Vidal", "Devolución 44", "No me sirve.");
	await page.goto("/inbox");
	await row(page, "Devolución 44").first().click();
	await expect(chat(page, "Nora Vidal")).toContainText("Hola, Nora: hemos recibido tu devolución");
	await expect(chat(page, "Nora Vidal")).toContainText("La automatización «Devoluciones» se ha ejecutado");
	await expect(chat(page, "Nora Vidal")).toContainText("La automatización «Devoluciones» marcó la conversación con flag");
	const conversation = /\d+$/.exec(new URL(page.url()).pathname)?.[0] ?? "";
	await page.goto(editor);
	await expect(page.getByText("2 acciones hechas")).toBeVisible();

	await test.step("a dry run on a past conversation says what it would do, and does nothing", async () => {
		await page.getByLabel("Número de conversación").fill(conversation);
		await page.getByRole("button", { name: "Probar", exact: true }).click();
		await expect(page.getByText("Se cumplirían las condiciones.")).toBeVisible();
		await expect(page.getByText("Hola, Nora: hemos recibido tu devolución.")).toBeVisible();
		await lookAt(page, "automation-runs-es", everyLook);
		await page.getByLabel("Valor").fill("otra cosa");
		await page.getByRole("button", { name: "Probar", exact: true }).click();
		await expect(page.getByText("No se cumplirían las condiciones.")).toBeVisible();
		// What was typed meanwhile is asked about before it is left.
		await page.getByRole("link", { name: "Automatizaciones" }).first().click();
		await page.getByRole("button", { name: "Salir sin guardar" }).click();
		await page.waitForURL("**/automations");
		await page.goto(editor);
		await expect(page.getByText("2 acciones hechas")).toBeVisible();
		await expect(page.getByRole("link", { name: `Conversación ${conversation}` })).toHaveCount(1);
	});

	await page.goto("/automations");
	await page.getByRole("switch", { name: "Activar «Devoluciones»" }).click();
	await expect(page.getByText("«Devoluciones» desactivada")).toBeVisible();
});
