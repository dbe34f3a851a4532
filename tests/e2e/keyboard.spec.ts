import { type ElementHandle, expect, type Locator, type Page } from "@playwright/test";
import { leave, openAndLeave, openers, tabThrough } from "./support/keyboard";
import { chat, row, signIn, writeMail } from "./support/operator";
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
	await button.focus();
	await page.keyboard.press("Enter");
	for (const item of items) {
		const found = page.locator("[role=menu][data-state=open]").getByRole("menuitem", { name: item });
		await found.focus();
		await page.keyboard.press("Enter");
		await expect(page.locator("[role=menu][data-state=open]")).toHaveCount(0);
	}
	return (await leave(page, opener)).map((problem) => `${[name, ...items].join(" → ")}: ${problem}`);
}

/** The same by a key, pressed at an element. */
async function throughKey(page: Page, at: Locator, key: string): Promise<string[]> {
	await at.focus();
	const opener = (await at.elementHandle()) as ElementHandle<HTMLElement>;
	await page.keyboard.press(key);
	return (await leave(page, opener)).map((problem) => `${key}: ${problem}`);
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
		await writeMail(page, "tecla.teclado@cliente.example", "Tecla Teclado", "Sin ratón", "Hola, ¿qué tal?");
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
