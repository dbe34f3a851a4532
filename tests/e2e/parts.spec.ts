import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { chat, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

/** What the inbox loads when it is wanted: how it is asked for, and what is there then. `stays`: it is left open, as it covers nothing. */
type Part = { name: string; ask: (page: Page) => Promise<unknown>; there: (page: Page) => Locator; stays?: true };

/** Another at each try: a draft is kept. */
const subject = `Asunto de las partes ${Date.now()}`;
const mine = (page: Page) => row(page, subject);
const press = (name: string | RegExp) => (page: Page) =>
	page
		.getByRole("button", { name, exact: typeof name === "string" })
		.first()
		.click();
const inChat = (name: string) => (page: Page) => chat(page).getByRole("button", { name, exact: true }).click();
const dialog = (name: string) => (page: Page) => page.getByRole("dialog", { name });
const onRow = (key: string) => async (page: Page) => {
	await mine(page).focus();
	await page.keyboard.press(key);
};

const parts: Part[] = [
	{ name: "actions", ask: inChat("Acciones"), there: (page) => page.getByRole("menu", { name: "Acciones" }) },
	{ name: "emoji", ask: inChat("Emoji"), there: (page) => dialog("Emoji")(page).locator("em-emoji-picker") },
	{ name: "templates", ask: inChat("Plantillas"), there: (page) => dialog("Plantillas")(page).getByRole("combobox") },
	{ name: "palette", ask: onRow("ControlOrMeta+k"), there: dialog("Paleta de órdenes") },
	{ name: "question", ask: onRow("Delete"), there: (page) => page.getByRole("dialog").getByRole("button", { name: /Eliminar/ }) },
	{ name: "keys", ask: onRow("?"), there: dialog("Teclas") },
	{ name: "new conversation", ask: onRow("c"), there: dialog("Nueva conversación") },
	{ name: "bulk bar", ask: onRow("x"), there: (page) => page.getByRole("toolbar", { name: "Acciones con las seleccionadas" }) },
	{ name: "row's menu", ask: (page) => mine(page).click({ button: "right" }), there: (page) => page.getByRole("menuitem", { name: /Posponer/ }) },
	{ name: "bell", ask: press(/^Avisos/), there: (page) => dialog("Avisos")(page).getByRole("button", { name: "Marcar todos como leídos" }) },
	{
		name: "views",
		ask: press("Vistas guardadas"),
		there: (page) =>
			dialog("Vistas guardadas")(page)
				.getByText(/filtro/)
				.first(),
	},
	{ name: "more filters", ask: press("Más filtros"), there: (page) => dialog("Más filtros")(page).getByRole("combobox").first() },
	{ name: "assigned", ask: press("Asignadas"), there: (page) => page.getByRole("menuitemradio").first() },
	{ name: "user", ask: press(/^Menú de/), there: (page) => page.getByRole("menuitem", { name: "Cerrar sesión" }) },
	{ name: "addresses", ask: press("Editar el contacto"), there: (page) => page.getByRole("button", { name: "Añadir email" }), stays: true },
	{ name: "language", ask: press("Editar el idioma"), there: (page) => page.getByRole("button", { name: /^Idioma preferido/ }), stays: true },
	{ name: "tags", ask: press("Editar las etiquetas"), there: (page) => page.getByLabel("Añadir etiqueta…"), stays: true },
	{
		name: "search",
		ask: (page) => page.getByRole("textbox", { name: "Buscar" }).first().fill("Asunto de las partes"),
		there: (page) => page.locator("[data-result]").first(),
	},
];

/** What is open, or would be once its part is there. */
const waiting = (page: Page) => page.locator("[role=dialog][data-state=open], [role=menu][data-state=open], #details [aria-pressed=true]");

/** Lets through only what the page itself names, and what says the sentences, for as long as the version of the page is gone. */
async function takeAway(page: Page, path: string) {
	const html = await (await page.request.get(path)).text();
	const state = { gone: true };
	let speaks = false;
	await page.route("**/_next/static/chunks/**", async (route) => {
		const file = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
		if (!state.gone || html.includes(file)) return route.continue();
		if (speaks) return route.abort();
		const answer = await route.fetch();
		speaks = (await answer.text()).includes("data-sonner-toast");
		return speaks ? route.fulfill({ response: answer }) : route.abort();
	});
	return state;
}

test("what cannot be loaded says so and leaves the page and what was typed; once it can, each opens at the next press", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "lucia");
	await writeMail(`partes-${Date.now()}@cliente.example`, "Parto Partes", subject, "Hola");
	await page.goto("/inbox");
	const path = (await mine(page).getAttribute("href")) ?? "";
	const state = await takeAway(page, path);
	await page.goto(path);
	const field = chat(page, "Parto Partes").getByRole("textbox", { name: "Respuesta" });
	await field.fill("Esto no se pierde");
	const said = page.locator("[data-sonner-toast]").filter({ hasText: "puede que haya una versión nueva" });
	for (const { name, ask, there } of parts)
		await test.step(`${name}, gone`, async () => {
			await Promise.all([page.waitForEvent("requestfailed", (request) => request.url().includes("/_next/static/chunks/")), ask(page)]);
			await expect(said).toBeVisible();
			await expect(field).toHaveValue("Esto no se pierde");
			await expect(there(page)).toHaveCount(0);
			// Nothing is left open that would wait for it.
			await expect(waiting(page)).toHaveCount(0);
		});
	await page.getByRole("textbox", { name: "Buscar" }).first().fill("");
	await page.context().setOffline(true);
	await press("Más filtros")(page);
	await expect(page.getByText("No se ha podido abrir: no hay conexión.")).toBeVisible();
	await expect(waiting(page)).toHaveCount(0);
	await page.context().setOffline(false);

	state.gone = false;
	for (const { name, ask, there, stays } of parts)
		await test.step(`${name}, back`, async () => {
			await ask(page);
			await expect(there(page)).toBeVisible();
			if (stays) return;
			await page.keyboard.press("Escape");
			await expect(there(page)).toHaveCount(0);
		});
	await field.click();
	await expect(field).toHaveText("Esto no se pierde");
	await expect(chat(page).locator("[contenteditable=true]")).toHaveText("Esto no se pierde");
});

test("what crashes all the same shows our own page, in the language and the look of the page, and can be tried again", async ({ browser }) => {
	const looks = [
		{ locale: "es-ES", colorScheme: "light", title: "Esto no se ha podido mostrar", again: "Reintentar" },
		{ locale: "en-GB", colorScheme: "dark", title: "This could not be shown", again: "Retry" },
		{ locale: "it-IT", colorScheme: "dark", title: "Non è stato possibile mostrarlo", again: "Riprova" },
	] as const;
	for (const { locale, colorScheme, title, again } of looks) {
		const page = await (await browser.newContext({ locale, colorScheme, viewport: { width: 360, height: 780 } })).newPage();
		// Asked for by the outermost layout, after the script that chooses the look.
		await page.addInitScript(() => {
			const real = window.matchMedia.bind(window);
			let asked = 0;
			window.matchMedia = (query) => {
				asked += 1;
				if (asked === 2 && !sessionStorage.getItem("broken")) {
					sessionStorage.setItem("broken", "once");
					throw new Error("broken on purpose");
				}
				return real(query);
			};
		});
		await page.goto("/sign-in");
		await expect(page.getByRole("heading", { name: title })).toBeVisible();
		await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
		await expect(page.locator("html")).toHaveClass(colorScheme === "dark" ? /\bdark\b/ : /^(?!.*\bdark\b)/);
		await expectAccessible(page);
		await page.screenshot({ path: `test-results/pages/crashed-${locale}-${colorScheme}.png` });
		await page.getByRole("button", { name: again }).click();
		await expect(page.locator("input[name=email]")).toBeVisible();
		await expect(page.locator("html")).toHaveClass(colorScheme === "dark" ? /\bdark\b/ : /^(?!.*\bdark\b)/);
	}
});
