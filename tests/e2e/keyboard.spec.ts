import { type ElementHandle, expect, type Locator, type Page } from "@playwright/test";
import { startTranslator } from "../support/translators";
import { leave, openAndLeave, openers, openOn, tabThrough } from "./support/keyboard";
import { chat, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

const pages = [
	"/customers",
	"/templates",
	"/templates/new",
	"/chatbots",
	"/chatbots/new",
	"/automations",
	"/automations/new",
	"/scheduled",
	"/search?q=pedido",
	"/settings/inboxes",
	"/settings/inboxes/new",
	"/settings/translation",
	"/settings/users",
	"/settings/hours",
	"/settings/forms",
	"/settings/forms/new",
	"/settings/blocked",
	"/settings/webhooks",
	"/settings/audit",
	"/settings/profile",
];
/** Where a list leads to: the page of the first that is in it. */
const lists = ["/customers", "/templates", "/chatbots", "/automations", "/settings/forms", "/settings/inboxes"];

async function settle(page: Page) {
	await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
	await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
}

/** A page and all that its buttons open. */
async function goThrough(page: Page): Promise<string[]> {
	const where = new URL(page.url()).pathname;
	const problems = await tabThrough(page);
	for (const opener of await openers(page)) problems.push(...(await openAndLeave(page, opener)));
	return problems.map((problem) => `${where}: ${problem}`);
}

test("every page is gone through by keyboard, and all that its buttons open", async ({ browser }) => {
	test.setTimeout(600_000);
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	const problems: string[] = [];
	for (const path of pages) {
		await page.goto(path);
		await settle(page);
		problems.push(...(await goThrough(page)));
	}
	for (const path of lists) {
		await page.goto(path);
		await settle(page);
		const first = page.locator(`main a[href^='${path}/']:not([href$='/new'])`).first();
		if ((await first.count()) === 0) continue;
		await first.click();
		await page.waitForURL((url) => url.pathname.startsWith(`${path}/`));
		await settle(page);
		problems.push(...(await goThrough(page)));
	}
	expect(problems).toEqual([]);
});

/** Presses the button of that name, and then the items of the menus that it opens; leaves what is open in the end. */
async function throughDialog(page: Page, within: Locator, [name, ...items]: (string | RegExp)[]): Promise<string[]> {
	const button = within.getByRole("button", { name: name ?? "", exact: true }).first();
	await expect(button).toBeVisible();
	const opener = (await button.elementHandle()) as ElementHandle<HTMLElement>;
	const below = await openOn(page);
	await button.focus();
	await page.keyboard.press("Enter");
	for (const item of items) {
		const found = page.locator("[role=menu][data-state=open]").getByRole("menuitem", { name: item });
		await found.focus();
		await page.keyboard.press("Enter");
		await expect(page.locator("[role=menu][data-state=open]")).toHaveCount(0);
	}
	return (await leave(page, opener, below)).map((problem) => `${[name, ...items].join(" → ")}: ${problem}`);
}

/** The same by a key, pressed at an element. */
async function throughKey(page: Page, at: Locator, key: string): Promise<string[]> {
	await at.focus();
	const opener = (await at.elementHandle()) as ElementHandle<HTMLElement>;
	const below = await openOn(page);
	await page.keyboard.press(key);
	return (await leave(page, opener, below)).map((problem) => `${key}: ${problem}`);
}

test("every dialog takes the focus, keeps it, closes by Escape and gives it back to what opened it", async ({ browser }) => {
	test.setTimeout(600_000);
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	const problems: string[] = [];
	for (const [path, ...ways] of [
		["/settings/users", ["Invitar"], ["Acciones para Jorge Sanz", "Sesiones abiertas…"], ["Acciones para Jorge Sanz", "Desactivar…"]],
		["/settings/inboxes", [/^Probar /]],
		["/customers", ["Nuevo"]],
		["/templates", ["Importar"]],
	] as [string, ...(string | RegExp)[][]][]) {
		await page.goto(path);
		await settle(page);
		for (const way of ways) problems.push(...(await throughDialog(page, page.getByRole("main"), way)));
	}
	await page.locator("main a[href^='/templates/']").first().click();
	await settle(page);

	await test.step("of the rail", async () => {
		for (const name of [/^Avisos/, /Lucía Méndez/]) problems.push(...(await throughDialog(page, page.getByRole("navigation"), [name])));
	});
	await test.step("of a customer's record", async () => {
		await page.goto("/customers?q=elena%20vidal");
		await page.getByRole("row").getByRole("link").first().click();
		await expect(page.getByRole("heading", { name: "Elena Vidal", level: 1 })).toBeVisible();
		problems.push(...(await throughDialog(page, page.getByRole("main"), ["Escribir"])));
	});
	await test.step("of the inbox", async () => {
		await writeMail("tecla.teclado@cliente.example", "Tecla Teclado", "Sin ratón", "Hola, ¿qué tal?");
		await page.goto("/inbox");
		await row(page, "Sin ratón").first().click();
		await expect(chat(page, "Tecla Teclado")).toContainText("¿qué tal?");
		await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
		problems.push(...(await goThrough(page)));
		const rows = page.locator("a[data-conversation]");
		await rows.first().focus();
		await page.keyboard.press("ArrowDown");
		await expect(rows.nth(1)).toBeFocused();
		for (const way of [
			["Acciones", /^Posponer/],
			["Acciones", /^Mover a otra bandeja/],
			["Acciones", /^Eliminar definitivamente/],
			["Acciones con el mensaje", "Cabeceras y código…"],
			["Acciones con el mensaje", /^Eliminar el mensaje/],
			["Nueva conversación"],
		])
			problems.push(...(await throughDialog(page, page.getByRole("main"), way)));
		const flag = chat(page).getByRole("button", { name: "Marcar con flag" });
		for (const key of ["z", "m", "Delete", "?", "c", "ControlOrMeta+k"]) problems.push(...(await throughKey(page, flag, key)));
		for (const key of ["Shift+F10", "z"]) problems.push(...(await throughKey(page, row(page, "Sin ratón").first(), key)));
	});
	expect(problems).toEqual([]);
});

/** Tab goes around in what is open, both ways, though it draws in a shadow, which the browser alone sees into. */
async function staysIn(page: Page, box: Locator, stops: number): Promise<void> {
	const at = () =>
		box.evaluate((element) => {
			let active = document.activeElement;
			const inside = element.contains(active);
			while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
			return inside ? `${active?.tagName} ${active?.getAttribute("aria-label") ?? active?.getAttribute("title") ?? active?.getAttribute("type")}` : "outside";
		});
	const first = await at();
	const seen = [first];
	for (const key of ["Tab", "Shift+Tab"]) {
		const here = await at();
		for (let i = 0; i < stops; i++) {
			await page.keyboard.press(key);
			seen.push(await at());
			if (seen.at(-1) === here) break;
		}
		expect(seen.at(-1), `${key} comes around`).toBe(here);
	}
	expect(seen).not.toContain("outside");
	expect(new Set(seen).size).toBeGreaterThan(3);
}

test("every dialog and menu of writing takes the focus, keeps it, closes by Escape and gives it back", async ({ browser }) => {
	test.setTimeout(600_000);
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	const problems: string[] = [];
	const through = async (within: Locator, ...ways: (string | RegExp)[][]) => {
		for (const way of ways) problems.push(...(await throughDialog(page, within, way)));
	};
	const said = "Buongiorno, la lampada che ho comprato è arrivata rotta. Potete mandarmene un'altra?";
	const translator = await startTranslator({ [said]: "Buenos días, la lámpara llegó rota." });
	// In a window of its own: one that holds on to what was written in it would keep this from being put back.
	const translate = async (provider: string) => {
		const settings = await page.context().newPage();
		await settings.goto("/settings/translation");
		await settings.getByLabel("Proveedor").selectOption(provider);
		if (provider) await settings.getByLabel("Dirección del servidor").fill(translator.url);
		await settings.getByRole("button", { name: "Guardar" }).click();
		await expect(settings.getByText("Traducción guardada")).toBeVisible();
		await settings.close();
	};
	await translate("libretranslate");
	try {
		await writeMail("tea.tasti@cliente.example", "Tea Tasti", "Lampada", said);
		await row(page, "Tea Tasti").first().click();
		const here = chat(page, "Tea Tasti");
		await expect(here).toContainText("la lámpara llegó rota");
		const field = here.getByRole("textbox", { name: "Respuesta" });
		await field.click();
		await expect(here.locator("[contenteditable=true]").first()).toBeFocused();
		await page.keyboard.type("Certo: ne spediamo un'altra.");

		await test.step("of the composer", async () => {
			await through(
				here,
				["Más formas de enviar"],
				["Más formas de enviar", "Programar el envío…"],
				["Más formas de enviar", /^Firma y envío/],
				["Enviar en italiano"],
				["Plantillas"],
				["Enlace"],
				["Emoji"],
			);
			await here.getByRole("button", { name: "Emoji", exact: true }).focus();
			await page.keyboard.press("Enter");
			const picker = page.getByRole("dialog", { name: "Emoji", exact: true });
			await expect(picker.locator("input[type=search]")).toBeFocused();
			await staysIn(page, picker, 40);
			await page.keyboard.press("Escape");
			await expect(picker).toHaveCount(0);
		});

		await test.step("a file that is taken away leaves the focus at the next one, and the last one at the text", async () => {
			await here.locator("form:visible input[type=file]").setInputFiles([
				{ name: "uno.txt", mimeType: "text/plain", buffer: Buffer.from("1") },
				{ name: "dos.txt", mimeType: "text/plain", buffer: Buffer.from("2") },
			]);
			const takeAway = (name: string) => here.getByRole("button", { name: `Quitar ${name}` });
			await takeAway("uno.txt").focus();
			await page.keyboard.press("Enter");
			await expect(takeAway("dos.txt")).toBeFocused();
			await page.keyboard.press("Enter");
			await expect(here.locator("[contenteditable=true]").first()).toBeFocused();
		});
	} finally {
		await translate("");
		translator.stop();
	}

	await test.step("of a new conversation: whom to write to, who is added, and what lies on top of it", async () => {
		await page.goto("/inbox");
		const dialog = page.getByRole("dialog", { name: "Nueva conversación" });
		const search = dialog.getByRole("combobox", { name: "Destinatario" });
		await expect(page.locator("a[data-conversation]").first()).toBeVisible();
		await page.keyboard.press("c");
		await expect(search).toBeFocused();
		await page.keyboard.type("giulia rin");
		await expect(search).toHaveAttribute("aria-expanded", "true");
		const found = dialog.getByRole("listbox", { name: "Clientes" }).getByRole("option");
		await expect(found.filter({ hasText: "Giulia Rinaldi" })).toHaveAttribute("aria-selected", "true");
		const marked = () => search.evaluate((element) => document.getElementById(element.getAttribute("aria-activedescendant") ?? "")?.textContent);
		expect(await marked()).toContain("Giulia Rinaldi");
		await page.keyboard.press("Escape");
		await expect(search).toHaveAttribute("aria-expanded", "false");
		await expect(dialog).toBeVisible();
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("ArrowUp");
		await expect.poll(marked).toContain("Crear");
		await page.keyboard.press("Enter");
		await expect(dialog.getByLabel("Nombre")).toBeFocused();
		await page.keyboard.press("Escape");
		await expect(search).toBeFocused();
		// Faster than the answer: Enter is not lost.
		await page.keyboard.type("giulia rin");
		await page.keyboard.press("Enter");
		await expect(dialog.getByLabel("Asunto")).toBeFocused();
		await page.keyboard.type("Por teclado");
		await dialog.getByRole("textbox", { name: "Mensaje" }).focus();
		await page.keyboard.type("Hola, Giulia.");
		await through(
			dialog,
			["Plantillas"],
			["Emoji"],
			["Enlace"],
			["Más formas de enviar"],
			["Más formas de enviar", "Programar el envío…"],
			["Más formas de enviar", /^Firma y envío/],
		);
		await dialog.getByRole("button", { name: "Descartar" }).click();
		await expect(dialog).toHaveCount(0);
		// Whoever did not mean it has it back.
		await page.locator("[data-sonner-toast]").filter({ hasText: "Borrador descartado" }).getByRole("button", { name: "Deshacer" }).click();
		await expect(dialog.getByRole("textbox", { name: "Mensaje" })).toContainText("Hola, Giulia.");
		await expect(dialog.getByLabel("Asunto")).toHaveValue("Por teclado");
		await dialog.getByRole("button", { name: "Descartar" }).click();
		await expect(dialog).toHaveCount(0);
	});

	await test.step("of what is left with changes, and of what is deleted", async () => {
		for (const [path, name, way] of [
			["/templates/new", "Nombre", /Plantillas/],
			["/chatbots/new", "Nombre", /Chatbots/],
			["/automations/new", "Nombre", /Automatizaciones/],
			["/settings/forms/new", "Nombre", /Formularios/],
		] as const) {
			await page.goto(path);
			await settle(page);
			await page.getByLabel(name, { exact: true }).fill("Sin guardar");
			problems.push(
				...(await throughKey(page, page.getByRole("main").getByRole("link", { name: way }).first(), "Enter")).map((problem) => `${path}: ${problem}`),
			);
		}
		await page.goto("/chatbots/1");
		await settle(page);
		await through(page.getByRole("main"), ["Eliminar"]);
		await page.goto("/settings/forms");
		await settle(page);
		await through(page.getByRole("main"), [/^Más acciones de/, "Eliminar…"]);
		await page.goto("/chatbots");
		await settle(page);
		await through(page.getByRole("main"), ["Nuevo artículo"]);
	});
	expect(problems).toEqual([]);
});

test("a button that takes itself away, or switches itself off, leaves the focus where one goes on", async ({ browser }) => {
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	const press = (name: string) => page.getByRole("button", { name, exact: true }).press("Enter");
	const focused = (name: string) => expect(page.getByRole("button", { name, exact: true })).toBeFocused();
	// Pressed before the page has come to life, a button does what it is for, and nothing else does anything yet.
	await page.goto("/inbox?source=form&from=2026-01-01", { waitUntil: "networkidle" });
	await press("Quitar el filtro Formulario");
	await focused("Quitar el filtro Desde 1 ene 2026");
	await press("Quitar el filtro Desde 1 ene 2026");
	await expect(page.getByRole("group", { name: "Filtros" }).locator("button:focus")).toHaveText(/No leídas/);

	await page.goto("/automations/new", { waitUntil: "networkidle" });
	await settle(page);
	await press("Añadir acción");
	await press("Bajar la acción 1");
	await focused("Bajar la acción 2");
	await press("Quitar la acción 2");
	await focused("Añadir acción");
});

test("a control without a name, without a sign of its focus, out of reach, or that holds the focus is found out", async ({ browser }) => {
	const page = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	await page.goto("/scheduled");
	await settle(page);
	expect(await tabThrough(page)).toEqual([]);
	await page.evaluate(() => {
		const add = (change: (button: HTMLButtonElement) => void) => {
			const button = document.createElement("button");
			button.textContent = "Botón";
			change(button);
			document.querySelector("main")?.append(button);
		};
		add((button) => (button.textContent = ""));
		add((button) => button.style.setProperty("outline", "none", "important"));
		add((button) => (button.tabIndex = -1));
	});
	const sentences = [/is not come to$/, /looks the same with the focus$/, /\(button\) has no name$/];
	expect(await tabThrough(page)).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
	await page.evaluate(() => document.querySelector("main")?.addEventListener("keydown", (event) => event.key === "Tab" && event.preventDefault()));
	expect((await tabThrough(page)).filter((problem) => problem.endsWith("is not come to")).length).toBeGreaterThan(1);
});
