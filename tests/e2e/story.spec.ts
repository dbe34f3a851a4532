import { expect } from "@playwright/test";
import { chat, row, signIn } from "./support/operator";
import { test } from "./support/test";

/** The main job, from end to end, in two operators' browsers at once; nobody reloads anything. */
test("a customer writes, two operators work on it, the customer is answered and answers", async ({ browser }) => {
	test.slow();
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	const customer = await lucia.context().newPage();
	await jorge.goto("/inbox?assigned=me");

	await test.step("the customer writes, and Lucía sees it arrive", async () => {
		await customer.goto("/sandbox?as=noemia@cliente.example&name=Noemia+Vidal");
		await customer.getByLabel("Asunto").fill("La mesa llegó rayada");
		await customer.getByLabel("Mensaje", { exact: true }).fill("Hola, la mesa llegó con un arañazo. ¿Qué hacemos?");
		await customer.getByRole("button", { name: "Enviar" }).click();
		await expect(customer.getByText("Enviado al Centro de Mensajes")).toBeVisible();
		await expect(row(lucia, "Noemia Vidal")).toBeVisible();
		await expect(row(lucia, "Noemia Vidal")).toContainText("La mesa llegó rayada");
		await expect(row(lucia, "Noemia Vidal")).toContainText("1");
	});

	await test.step("she opens it, which reads it; she assigns Jorge and leaves him a note", async () => {
		await row(lucia, "Noemia Vidal").click();
		await expect(chat(lucia)).toContainText("llegó con un arañazo");
		await expect(row(lucia, "Noemia Vidal").getByText("mensaje sin leer")).toHaveCount(0);
		await lucia.getByRole("button", { name: "Asignar usuarios" }).click();
		await lucia
			.getByRole("menuitemcheckbox", { name: /Jorge Sanz/ })
			.or(lucia.getByRole("option", { name: /Jorge Sanz/ }))
			.click();
		await lucia.keyboard.press("Escape");
		await chat(lucia).getByRole("tab", { name: "Nota interna" }).click();
		await chat(lucia).getByRole("textbox", { name: "Nota interna" }).fill("Jorge, mándale barniz del almacén 2.");
		await chat(lucia).getByRole("button", { name: "Guardar nota" }).click();
		await expect(chat(lucia)).toContainText("almacén 2");
	});

	await test.step("Jorge sees it among his own, with the note and who assigned it", async () => {
		await expect(row(jorge, "Noemia Vidal")).toBeVisible();
		await row(jorge, "Noemia Vidal").click();
		await expect(chat(jorge)).toContainText("almacén 2");
		await expect(chat(jorge)).toContainText("Jorge Sanz");
	});

	await test.step("Lucía answers; Jorge sees the answer come and its status go to delivered", async () => {
		await chat(lucia).getByRole("tab", { name: "Responder" }).click();
		const field = chat(lucia).getByRole("textbox", { name: "Respuesta" });
		await field.click();
		await field.pressSequentially("Hola, Noemia: hoy sale un barniz para el arañazo.");
		await field.press("ControlOrMeta+Enter");
		await expect(chat(jorge)).toContainText("hoy sale un barniz");
		// Sending can be undone first.
		await expect(chat(jorge)).toContainText("Entregado", { timeout: 60_000 });
		await expect(chat(lucia)).toContainText("Entregado");
		await expect(field).toHaveText("");
	});

	await test.step("the customer received it, without the note, and answers", async () => {
		await customer.goto("/sandbox?as=noemia@cliente.example&name=Noemia+Vidal");
		const received = customer.locator("article[data-direction=received]");
		await expect(received).toHaveCount(1);
		await expect(received.first().frameLocator("iframe").locator("body")).toContainText("hoy sale un barniz");
		await expect(customer.locator("body")).not.toContainText("almacén 2");
		await received.first().getByRole("link", { name: "Responder" }).click();
		await expect(customer.getByRole("heading", { name: "Responder al email" })).toBeVisible();
		await customer.getByLabel("Mensaje", { exact: true }).fill("Perfecto, muchas gracias.");
		await customer.getByRole("button", { name: "Enviar" }).click();
		await expect(customer.getByText("Perfecto, muchas gracias.").first()).toBeVisible();
	});

	await test.step("the answer is in the same conversation, on both screens", async () => {
		await expect(chat(lucia)).toContainText("Perfecto, muchas gracias.");
		await expect(chat(jorge)).toContainText("Perfecto, muchas gracias.");
		await expect(row(lucia, "Noemia Vidal")).toHaveCount(1);
	});

	await test.step("archived by Jorge, it leaves Lucía's list; an SMS customer's answer is a text", async () => {
		await chat(jorge).getByRole("button", { name: "Archivar" }).click();
		await expect(row(lucia, "Noemia Vidal")).toHaveCount(0);
	});
});

test("a text message comes in, is answered in plain text, and fails with its reason where it cannot be delivered", async ({ browser }) => {
	test.slow();
	const lucia = await signIn(browser, "lucia");
	const customer = await lucia.context().newPage();
	for (const [number, name, answer, end] of [
		["+34622000123", "+34 622 00 01 23", "Sí, el jueves a las 17:00.", "Entregado"],
		["+34622000006", "+34 622 00 00 06", "Sí, el viernes a las 9:00.", "Fallido"],
	] as const) {
		await customer.goto(`/sandbox?as=${encodeURIComponent(number)}`);
		await customer.getByLabel("Mensaje", { exact: true }).fill(`¿Puedo cambiar la cita? ${number}`);
		await customer.getByRole("button", { name: "Enviar" }).click();
		await row(lucia, name).first().click();
		const field = chat(lucia, name).getByRole("textbox", { name: "Respuesta" });
		await field.fill(answer);
		// Said once: it is what they are called.
		await expect(chat(lucia, name).locator("header").getByText(name)).toHaveCount(1);
		await expect(chat(lucia, name)).toContainText("1 segmento");
		await chat(lucia, name).getByRole("button", { name: "Enviar", exact: true }).click();
		await expect(chat(lucia, name)).toContainText(end, { timeout: 60_000 });
	}
	await expect(chat(lucia).getByRole("button", { name: "Reintentar" })).toBeVisible();
	await expect(row(lucia, "+34 622 00 00 06")).toContainText("No entregado");
});
