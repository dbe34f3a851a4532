import { expect, type Page } from "@playwright/test";
import { startTranslator } from "../support/translators";
import { expectAccessible } from "./support/accessible";
import { hurryRetries } from "./support/hurry";
import { expectFits } from "./support/layout";
import { chat, openSent, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

const [address, name] = ["chiara.moretti@cliente.example", "Chiara Moretti"];
const said = {
	first: "Buongiorno, la lampada che ho comprato è arrivata rotta. Potete mandarmene un'altra?",
	firstInSpanish: "Buenos días, la lámpara que compré ha llegado rota. ¿Me podéis mandar otra?",
	answer: "Claro que sí: mañana te enviamos otra lámpara, sin coste.",
	answerInItalian: "Certo: domani ti spediamo un'altra lampada, senza costi.",
	second: "Vi ringrazio molto, la aspetto con impazienza. Devo restituire quella rotta?",
	secondInSpanish: "Muchas gracias, la espero con impaciencia. ¿Tengo que devolver la rota?",
	later: "No hace falta, puedes tirarla.",
	laterInItalian: "Non serve, puoi buttarla.",
	begun: "Tu lámpara nueva ya está en camino.",
	begunInItalian: "La tua nuova lampada è già in viaggio.",
};
const known = {
	[said.first]: said.firstInSpanish,
	[said.answer]: said.answerInItalian,
	[said.second]: said.secondInSpanish,
	[said.later]: said.laterInItalian,
	"Tu lámpara nueva": "La tua nuova lampada",
	[said.begun]: said.begunInItalian,
	"Dov'è il mio ordine?": "¿Dónde está mi pedido?",
};

async function setProvider(page: Page, provider: string, url: string) {
	await page.goto("/settings/translation");
	await page.getByLabel("Proveedor").selectOption(provider);
	if (url) await page.getByLabel("Dirección del servidor").fill(url);
	if (url) await page.getByRole("button", { name: "Probar" }).click();
	if (url) await expect(page.getByText("Funciona: «¿Dónde está mi pedido?»")).toBeVisible();
	await page.getByRole("button", { name: "Guardar" }).click();
	await expect(page.getByText("Traducción guardada")).toBeVisible();
}

async function received(page: Page) {
	await page.goto(`/sandbox?as=${encodeURIComponent(address)}&name=${encodeURIComponent(name)}`);
	return page.locator("article[data-direction=received]");
}

test("a customer writes and receives Italian, the operator reads and writes Spanish; with the translator gone nothing is hidden, lost or sent as it is", async ({
	browser,
}) => {
	test.slow();
	let translator = await startTranslator(known);
	const lucia = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	const customer = await lucia.context().newPage();
	const shoot = (file: string) => lucia.screenshot({ path: `test-results/translation/${file}.png` });
	await setProvider(lucia, "libretranslate", translator.url);
	try {
		await test.step("what comes in is being translated, and then is; it can be read as it came, alone and all of it", async () => {
			translator.state.delay = 4_000;
			await lucia.goto("/inbox");
			await writeMail(address, name, "Lampada", said.first);
			await row(lucia, name).click();
			await expect(chat(lucia, name)).toContainText("Traduciendo…");
			await expect(chat(lucia, name)).toContainText(said.first);
			await shoot("working");
			await expect(chat(lucia, name)).toContainText(said.firstInSpanish);
			translator.state.delay = 0;
			await expect(chat(lucia, name)).toContainText("Traducido del italiano");
			await shoot("translated");
			await chat(lucia, name).getByRole("button", { name: "Ver original", exact: true }).click();
			await expect(chat(lucia, name)).toContainText(said.first);
			await chat(lucia, name).getByRole("button", { name: "Ver traducción" }).click();
			await expect(chat(lucia, name)).toContainText(said.firstInSpanish);
		});

		const field = chat(lucia, name).getByRole("textbox", { name: "Respuesta" });
		const dialog = lucia.getByRole("dialog", { name: "Enviar en italiano" });
		await test.step("the answer is seen in Italian before it goes, and goes in Italian", async () => {
			await field.click();
			await field.pressSequentially(said.answer);
			await chat(lucia, name).getByRole("button", { name: "Enviar en italiano" }).click();
			await expect(dialog).toContainText(said.answer);
			await expect(dialog.getByRole("textbox", { name: /La traducción/ })).toContainText(said.answerInItalian);
			await expectAccessible(lucia);
			await shoot("preview");
			await dialog.getByRole("button", { name: "Enviar en italiano" }).click();
			await expect(chat(lucia, name)).toContainText("Entregado", { timeout: 40_000 });
			await expect(chat(lucia, name)).toContainText(said.answer);
			await expect(chat(lucia, name)).toContainText("Enviado en italiano");
			await shoot("sent");
			const mail = (await received(customer)).first().frameLocator("iframe").locator("body");
			await expect(mail).toContainText(said.answerInItalian);
			await expect(mail).not.toContainText(said.answer);
		});

		await test.step("both sides are read as they were said", async () => {
			await chat(lucia, name).getByRole("button", { name: "Ver todo en original" }).click();
			await expect(chat(lucia, name)).toContainText(said.first);
			await expect(chat(lucia, name)).toContainText(said.answerInItalian);
			await shoot("originals");
			await chat(lucia, name).getByRole("button", { name: "Ver todo en original" }).click();
			await expect(chat(lucia, name)).toContainText(said.firstInSpanish);
			await expect(chat(lucia, name)).toContainText(said.answer);
		});

		translator.stop();
		await test.step("the translator dies: the original is there, and nothing goes out untranslated by itself", async () => {
			await (await received(customer)).first().getByRole("link", { name: "Responder" }).click();
			await expect(customer.getByRole("heading", { name: "Responder al email" })).toBeVisible();
			await customer.getByLabel("Mensaje", { exact: true }).fill(said.second);
			await customer.getByRole("button", { name: "Enviar" }).click();
			await expect(chat(lucia, name)).toContainText(said.second);
			await field.click();
			await field.pressSequentially(said.later);
			await chat(lucia, name).getByRole("button", { name: "Enviar en italiano" }).click();
			await expect(dialog).toContainText("No se pudo llegar al traductor.");
			await expect(dialog.getByRole("button", { name: "Enviar sin traducir" })).toBeVisible();
			await shoot("dialog-failed");
			await dialog.getByRole("button", { name: "Cancelar" }).click();
			await expect(field).toContainText(said.later);
			await expect(async () => {
				await hurryRetries("message.translate");
				await expect(chat(lucia, name)).toContainText("No se pudo traducir: no se pudo llegar al traductor.", { timeout: 1000 });
			}).toPass({ timeout: 120_000 });
			await expect(await received(customer)).toHaveCount(1);
			await expectAccessible(lucia);
			await shoot("failed");
			await customer.goto("/settings/translation");
			await expect(customer.getByText("mensaje sin traducir")).toBeVisible();
			await customer.screenshot({ path: "test-results/translation/settings-failed.png" });
		});

		translator = await startTranslator(known, Number(new URL(translator.url).port));
		await test.step("it is back: retried, all is well", async () => {
			await chat(lucia, name).getByRole("button", { name: "Reintentar" }).click();
			await expect(chat(lucia, name)).toContainText(said.secondInSpanish);
			await chat(lucia, name).getByRole("button", { name: "Enviar en italiano" }).click();
			await expect(dialog.getByRole("textbox", { name: /La traducción/ })).toContainText(said.laterInItalian);
			await dialog.getByRole("button", { name: "Enviar en italiano" }).click();
			await expect(chat(lucia, name).getByText("Enviado en italiano")).toHaveCount(2, { timeout: 40_000 });
			await expect(await received(customer)).toHaveCount(2);
			await expectAccessible(lucia);
		});

		await test.step("a conversation is begun in Italian, subject and all, once it was seen; while nobody translates, nothing goes", async () => {
			const start = lucia.getByRole("dialog", { name: "Nueva conversación" });
			await lucia.getByRole("button", { name: "Nueva conversación" }).click();
			await start.getByLabel("Destinatario", { exact: true }).fill(name);
			await start.getByRole("option", { name: new RegExp(address) }).click();
			await start.getByLabel("Asunto", { exact: true }).fill("Tu lámpara nueva");
			await start.getByRole("textbox", { name: "Mensaje" }).fill(said.begun);
			translator.state.trouble = { status: 403 };
			await start.getByRole("button", { name: "Enviar en italiano" }).click();
			await expect(dialog).toContainText("No se ha enviado nada.");
			translator.state.trouble = null;
			await dialog.getByRole("button", { name: "Reintentar" }).click();
			await expect(dialog.getByLabel("El asunto traducido")).toHaveValue("La tua nuova lampada");
			await expect(dialog.getByRole("textbox", { name: /La traducción/ })).toContainText(said.begunInItalian);
			await expectAccessible(lucia);
			await shoot("start-preview");
			await dialog.getByRole("button", { name: "Enviar en italiano" }).click();
			await openSent(lucia, name);
			await expect(chat(lucia, name)).toContainText("Enviado en italiano");
			await expect(chat(lucia, name)).toContainText(said.begun);
			await expect((await received(customer)).filter({ hasText: "La tua nuova lampada" })).toHaveCount(1);
			await lucia.setViewportSize({ width: 360, height: 780 });
			await expectFits(lucia);
			await expectAccessible(lucia);
			await shoot("chat-360");
			await lucia.emulateMedia({ colorScheme: "dark" });
			await expectAccessible(lucia);
			await shoot("chat-360-dark");
		});
	} finally {
		translator.stop();
		await setProvider(lucia, "", "");
	}
});
