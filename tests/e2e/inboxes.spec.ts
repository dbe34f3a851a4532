import { expect } from "@playwright/test";
import { inEachLanguage } from "./support/looks";
import { chat, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

test("an admin adds, checks and tests inboxes; while email sync is off, operators are told", async ({ browser }) => {
	test.slow();
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];

	await test.step("an address at Resend is added and a test is sent from it", async () => {
		await lucia.goto("/settings/inboxes");
		await lucia.getByRole("link", { name: "Añadir" }).click();
		await lucia.getByRole("link", { name: /Dirección en Resend/ }).click();
		await expect(lucia.getByText("/api/webhooks/resend")).toBeVisible();
		await lucia.getByLabel("Nombre").fill("Ventas");
		await lucia.getByRole("textbox", { name: "Dirección de email" }).fill("soporte@example.com");
		await lucia.getByRole("button", { name: "Guardar" }).click();
		await expect(lucia.getByText("Esa dirección ya es de la bandeja «Bandeja principal».")).toBeVisible();
		await lucia.getByRole("textbox", { name: "Dirección de email" }).fill("ventas@example.com");
		await lucia.getByRole("button", { name: "Guardar" }).click();
		await lucia.getByRole("button", { name: "Probar ventas@example.com" }).click();
		await lucia.getByRole("dialog").getByLabel("Dirección de email").fill("jefa@example.org");
		await lucia.getByRole("button", { name: "Enviar prueba" }).click();
		await expect(lucia.getByText("Prueba enviada a jefa@example.org")).toBeVisible();
	});

	await test.step("its page shows the domain's DNS records, and how far each is", async () => {
		await lucia.locator('a[href^="/settings/inboxes/"]', { hasText: "Ventas" }).first().click();
		const records = lucia.getByRole("region", { name: "Registros DNS de example.com" });
		await expect(records.getByText("resend._domainkey")).toBeVisible();
		await expect(records.getByText("Verificado").first()).toBeVisible();
		await expect(records.getByRole("button", { name: /Copiar/ }).first()).toBeVisible();
	});

	await test.step("a mailbox that cannot be reached is told so before it is saved", async () => {
		await lucia.goto("/settings/inboxes/new?kind=mailbox");
		await lucia.getByLabel("Nombre").fill("Taller");
		await lucia.getByRole("textbox", { name: "Dirección de email" }).fill("taller@example.com");
		for (const [i, side] of ["Recibir (IMAP)", "Enviar (SMTP)"].entries()) {
			const group = lucia.getByRole("group", { name: side });
			await group.getByLabel("Servidor").fill("127.0.0.1");
			await group.getByLabel("Puerto").fill("9");
			if (i === 0) await group.getByLabel("Contraseña").fill("secreta");
		}
		await lucia.getByRole("button", { name: "Probar conexión" }).click();
		await expect(lucia.getByText(/Recibir: el servidor no acepta la conexión/)).toBeVisible();
		await expect(lucia.getByText(/Enviar: el servidor no acepta la conexión/)).toBeVisible();
	});

	await test.step("email sync is turned off: an operator sees it at once, and what comes meanwhile is there once it is on again", async () => {
		await writeMail("antes@cliente.example", "Raúl Antes", "Una mesa", "¿Queda alguna?");
		await expect(row(jorge, "Raúl Antes")).toBeVisible();
		await lucia.goto("/settings/inboxes");
		await lucia.getByRole("switch", { name: "Sincronización Email" }).click();
		const warning = jorge.getByText("La sincronización de email está desactivada");
		await expect(warning).toBeVisible();
		await row(jorge, "Raúl Antes").click();
		await expect(
			chat(jorge).getByText(/El email de «.+» no se está sincronizando: las respuestas de los clientes por email podrían no visualizarse correctamente/),
		).toBeVisible();
		await lucia.goto("/sandbox?as=paula@cliente.example&name=Paula+Rey");
		await lucia.getByLabel("Asunto").fill("¿Seguís abiertos?");
		await lucia.getByLabel("Mensaje", { exact: true }).fill("Hola, ¿seguís abiertos?");
		await lucia.getByRole("button", { name: "Enviar" }).click();
		await expect(lucia.getByText("Enviado al Centro de Mensajes")).toBeVisible();
		await lucia.goto("/settings/inboxes");
		await expect(row(jorge, "Paula Rey")).toHaveCount(0);
		await lucia.getByRole("switch", { name: "Sincronización Email" }).click();
		await expect(warning).toHaveCount(0);
		await expect(row(jorge, "Paula Rey")).toBeVisible();
	});
});

test("the pages of the inboxes are accessible and fit, in every look and language", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	await page.goto("/settings/inboxes");
	const own = await page.locator('a[href^="/settings/inboxes/"]', { hasText: "soporte@example.com" }).getAttribute("href");
	const paths = {
		list: "/settings/inboxes",
		new: "/settings/inboxes/new",
		mailbox: "/settings/inboxes/new?kind=mailbox",
		sms: "/settings/inboxes/new?kind=sms",
		own,
	};
	await inEachLanguage(page, async ({ language, look }) => {
		for (const [name, path] of Object.entries(paths)) {
			await page.goto(path ?? "");
			await expect(page.locator("html")).toHaveAttribute("lang", language);
			await expect(page.locator("main h1, main h2").first()).toBeVisible();
			if (name === "own") await expect(page.getByText("resend._domainkey")).toBeVisible();
			await look(`inboxes-${name}`);
		}
	});
});
