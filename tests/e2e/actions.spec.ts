import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible } from "./support/accessible";
import { everyLook, lookAt } from "./support/looks";
import { chat, row, signIn } from "./support/operator";
import { ownStack } from "./support/own-stack";
import { sandboxOf, writeMail } from "./support/sandbox";
import { test } from "./support/test";

/** A new conversation of a customer of this test's own, open on `page`. */
async function begin(page: Page, name: string, subject: string, text = "Hola, ¿qué tal?") {
	await writeMail(`${name.toLowerCase()}@cliente.example`, name, subject, text);
	await row(page, subject).click();
	await expect(chat(page, name)).toBeVisible();
	return Number(page.url().match(/inbox\/(\d+)/)?.[1]);
}
const menuOf = (page: Page) => page.getByRole("menu", { name: "Acciones" });
async function choose(page: Page, name: string | RegExp) {
	// One that is still vanishing would take the click.
	await expect(page.getByRole("menu")).toHaveCount(0);
	await chat(page).getByRole("button", { name: "Acciones", exact: true }).click();
	await menuOf(page).getByRole("menuitem", { name }).click();
}

test("every action stands in the menu with its key, and the menu does what the keys do", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	const id = await begin(page, "Menuda", "Asunto del menú");
	await chat(page).getByRole("button", { name: "Acciones", exact: true }).click();
	// What can be done with the chatbots there are comes after it, without keys.
	const items = menuOf(page).getByRole("menuitem");
	await expect(items.filter({ has: page.locator("kbd") })).toHaveCount(13);
	await expect(items.nth(12).locator("kbd")).toHaveCount(1);
	await page.screenshot({ path: "test-results/pages/actions-menu.png" });
	// A menu floats outside of the landmarks, and closes before anybody gets there.
	await expectAccessible(page, { but: ["region"] });
	await page.keyboard.press("Escape");

	// While the menu vanishes, which takes longer here, the pointer goes on over it.
	const slowly = await page.addStyleTag({ content: "[role=menu] { animation-duration: 1s !important }" });
	await expect(page.getByRole("menu")).toHaveCount(0);
	await chat(page).getByRole("button", { name: "Acciones", exact: true }).click();
	const picked = menuOf(page).getByRole("menuitem", { name: "Nota interna" });
	const place = await picked.boundingBox();
	await picked.click();
	for (const down of [4, 30, 60]) await page.mouse.move((place?.x ?? 0) + 20, (place?.y ?? 0) + down);
	await expect(chat(page).locator("textarea:focus")).toBeVisible();
	await expect(page.getByRole("menu")).toHaveCount(0);
	await expect(chat(page).locator("textarea:focus")).toBeVisible();
	await slowly.evaluate((style: HTMLStyleElement) => style.remove());
	await page.keyboard.press("Escape");
	// In the details too, also where they lie over the chat.
	const details = page.locator("#details");
	await page.locator("body").click({ position: { x: 5, y: 5 } });
	await details.getByRole("button", { name: "Nota interna" }).click();
	await expect(chat(page).locator("textarea:focus")).toBeVisible();
	await page.keyboard.press("Escape");
	await page.setViewportSize({ width: 768, height: 900 });
	await chat(page).getByRole("button", { name: "Detalles" }).click();
	await details.getByRole("button", { name: "Nota interna" }).click();
	await expect(details).toBeHidden();
	await expect(chat(page).locator("textarea:focus")).toBeVisible();
	await page.keyboard.press("Escape");
	await page.setViewportSize({ width: 1440, height: 900 });
	await choose(page, "Asignar…");
	await expect(page.getByRole("dialog", { name: "Asignar usuarios" })).toBeVisible();
	await page.keyboard.press("Escape");
	await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await choose(page, "Copiar enlace");
	await expect(page.getByText("Enlace copiado.")).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(new URL(`/inbox/${id}`, page.url()).href);
	await page.locator("body").click({ position: { x: 5, y: 5 } });

	await row(page, "Asunto del menú").click({ button: "right" });
	await expect(page.getByRole("menu").getByRole("menuitem", { name: /Posponer/ })).toBeVisible();
	await page.screenshot({ path: "test-results/pages/actions-row-menu.png" });
	await page.keyboard.press("Escape");
	await page.goto(`/inbox/${id}`);
	await expect(chat(page, "Menuda")).toBeVisible();
});

test("snoozed, it goes and says until when; the customer's answer brings it back; undoing too", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	const write = (id: string, text: string, more: string[] = []) => {
		const headers = [
			"From: Siesta <siesta@cliente.example>",
			"To: soporte@example.com",
			"Subject: Para más tarde",
			`Message-ID: <${id}@cliente.example>`,
			...more,
		];
		return sandboxOf(ownStack()).raw(`${headers.join("\r\n")}\r\n\r\n${text}\r\n`, "soporte@example.com");
	};
	await write("siesta-1", "¿Cuándo abren?");
	await row(page, "Para más tarde").click();
	await expect(chat(page, "Siesta")).toBeVisible();
	await page.keyboard.press("z");
	const dialog = page.getByRole("dialog", { name: "Posponer" });
	await expect(dialog).toBeVisible();
	await page.screenshot({ path: "test-results/pages/actions-snooze.png" });
	await expectAccessible(page);
	await dialog.getByRole("button", { name: "Posponer" }).click();
	await expect(dialog).toContainText("Elige un día y una hora.");
	await dialog.getByRole("button", { name: /Mañana por la mañana/ }).click();
	await expect(row(page, "Para más tarde")).toHaveCount(0);
	await expect(chat(page)).toContainText("Pospuesta hasta el");
	await page.getByRole("button", { name: "Deshacer" }).click();
	await expect(row(page, "Para más tarde")).toHaveCount(1);

	await page.keyboard.press("z");
	await dialog.getByRole("button", { name: /tres horas/ }).click();
	await expect(row(page, "Para más tarde")).toHaveCount(0);
	await page.getByRole("button", { name: "Más carpetas" }).click();
	await page.getByRole("menuitem", { name: /Pospuestas/ }).click();
	await expect(row(page, "Para más tarde")).toBeVisible();
	await page.screenshot({ path: "test-results/pages/actions-snoozed.png" });
	// In the same conversation, which leaves this folder by itself.
	await write("siesta-2", "¿Y bien?", ["In-Reply-To: <siesta-1@cliente.example>"]);
	await expect(row(page, "Para más tarde")).toHaveCount(0);
	await page.goto("/inbox");
	await expect(row(page, "Para más tarde")).toHaveCount(1);
	await expect(row(page, "Para más tarde")).toContainText("¿Y bien?");
});

test("a blocked customer lands among the spam, unseen, until an admin lets them in", async ({ browser }) => {
	const [jorge, lucia] = [await signIn(browser, "jorge"), await signIn(browser, "lucia")];
	await begin(jorge, "Pesado", "Gane un premio");
	await expect(row(lucia, "Gane un premio")).toHaveCount(1);
	await choose(jorge, "Bloquear al cliente");
	await expect(row(jorge, "Gane un premio")).toHaveCount(0);
	await expect(row(lucia, "Gane un premio")).toHaveCount(0);
	await writeMail("pesado@cliente.example", "Pesado", "Otro premio", "¡Gratis!");
	await lucia.goto("/inbox?tab=spam");
	await expect(row(lucia, "Otro premio")).toBeVisible();
	await lucia.goto("/settings/blocked");
	await expectAccessible(lucia);
	await lucia.screenshot({ path: "test-results/pages/settings-blocked.png" });
	await lucia.getByRole("button", { name: "Desbloquear a Pesado" }).click();
	await expect(lucia.getByText("Pesado")).toHaveCount(0);
	await expect(row(jorge, "Gane un premio")).toHaveCount(1);
});

test("a deleted message goes from every screen; so does a deleted conversation, and an open one says so", async ({ browser }) => {
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	const id = await begin(lucia, "Efimera", "Bórrame", "Texto que no debe quedar");
	await jorge.goto(`/inbox/${id}`);
	await expect(chat(jorge)).toContainText("Texto que no debe quedar");
	await writeMail("efimera@cliente.example", "Efimera", "Bórrame también", "Otro mensaje");
	await lucia.goto(`/inbox/${id}`);
	await chat(lucia).getByText("Texto que no debe quedar").first().hover();
	await chat(lucia).getByRole("button", { name: "Acciones con el mensaje" }).first().click();
	await lucia.getByRole("menuitem", { name: /Eliminar el mensaje/ }).click();
	const dialog = lucia.getByRole("dialog");
	await lucia.screenshot({ path: "test-results/pages/actions-delete-message.png" });
	await dialog.getByRole("button", { name: "Eliminar definitivamente" }).click();
	for (const page of [lucia, jorge]) {
		await expect(chat(page)).toContainText("eliminó un mensaje definitivamente");
		await expect(chat(page).getByText("Texto que no debe quedar")).toHaveCount(0);
	}

	// Among the earlier ones of another conversation of hers.
	const beside = await jorge.context().newPage();
	await beside.goto("/inbox");
	await row(beside, "Bórrame también").click();
	const earlier = beside.locator("#details").locator(`a[href="/inbox/${id}"]`);
	await expect(earlier).toBeVisible();

	await lucia.locator("body").click({ position: { x: 5, y: 5 } });
	await lucia.keyboard.press("Delete");
	await expect(dialog).toContainText("0 notas");
	await lucia.screenshot({ path: "test-results/pages/actions-delete.png" });
	await expectAccessible(lucia);
	await dialog.getByRole("button", { name: "Eliminar definitivamente" }).click();
	await expect(dialog).toContainText("Escribe «eliminar», sin comillas.");
	await dialog.getByRole("textbox").fill("Eliminar");
	await lucia.keyboard.press("Enter");
	await lucia.waitForURL(/\/inbox(\?.*)?$/);
	await expect(chat(jorge)).toContainText("Esta conversación se ha eliminado");
	await expect(earlier).toHaveCount(0);
	await beside.close();
	// Nor is there anything left that could be done with it.
	await expect(jorge.locator("#details")).toHaveCount(0);
	await expect(chat(jorge).getByRole("button")).toHaveCount(0);
	for (const page of [lucia, jorge]) await expect(page.locator(`a[data-conversation="${id}"]`)).toHaveCount(0);
	await jorge.screenshot({ path: "test-results/pages/actions-gone.png" });
	expect((await lucia.goto(`/inbox/${id}`))?.status()).toBe(404);
	await lucia.goto("/settings/audit");
	await expect(lucia.getByRole("row").nth(1)).toContainText("Eliminó una conversación");
	await lucia.screenshot({ path: "test-results/pages/settings-audit.png" });
	await expectAccessible(lucia);
});

test("who was writing in a conversation when it was deleted can take away what they wrote; who deleted it keeps nothing of it", async ({ browser }) => {
	test.slow();
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await jorge.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	const id = await begin(lucia, "Perdida", "A medio contestar");
	const sql = postgres(ownStack().database, { max: 1 });
	const waiting = { conversationId: id, text: "Para mañana a primera hora", html: null, cc: [], replyTo: "main", archive: false };
	await sql`INSERT INTO outgoing (conversation_id, user_id, client_key, reply, send_at, scheduled)
		SELECT ${id}, id, gen_random_uuid(), ${sql.json(waiting)}, now() + interval '1 day', true FROM users WHERE email = 'jorge@example.com'`;
	await sql.end();
	await jorge.goto(`/inbox/${id}`);
	await expect(chat(jorge)).toContainText("Para mañana a primera hora");
	const answer = chat(jorge).getByRole("textbox", { name: "Respuesta" });
	await answer.click();
	await jorge.keyboard.press("ControlOrMeta+b");
	await jorge.keyboard.type("Media respuesta");
	await chat(jorge).getByRole("tab", { name: "Nota interna" }).click();
	await jorge.keyboard.type("Media nota");
	await chat(lucia).getByRole("textbox", { name: "Respuesta" }).fill("Lo que ya no hace falta");
	// Once the server has them, and this browser no more.
	const drafts = async (page: Page) => (await page.request.get(`/api/conversations/${id}/drafts`)).json();
	await expect.poll(async () => (await drafts(jorge)).drafts?.length).toBe(2);
	await expect.poll(async () => (await drafts(lucia)).drafts?.length).toBe(1);

	await choose(lucia, "Eliminar definitivamente…");
	await lucia.getByRole("dialog").getByRole("textbox").fill("eliminar");
	await lucia.keyboard.press("Enter");
	await lucia.waitForURL(/\/inbox(\?.*)?$/);

	await expect(chat(jorge)).toContainText("Esta conversación se ha eliminado");
	const kept = jorge.getByRole("region", { name: /Lo que habías escrito sigue aquí/ });
	await expect(kept.getByRole("article").filter({ hasText: "Respuesta" })).toContainText("Media respuesta");
	await expect(kept.getByRole("article").filter({ hasText: "Nota interna" })).toContainText("Media nota");
	await expect(kept.getByRole("article").filter({ hasText: "ya no saldrá" })).toContainText("Para mañana a primera hora");
	await lookAt(jorge, "actions-gone-kept", everyLook);
	await kept.getByRole("article").filter({ hasText: "Respuesta" }).getByRole("button", { name: "Copiar" }).click();
	await expect(kept.getByRole("button", { name: "Copiado" })).toBeVisible();
	expect(await jorge.evaluate(() => navigator.clipboard.readText())).toBe("Media respuesta");
	await jorge.goto(`/inbox/${id}`);
	await expect(jorge.getByText("Esta conversación no existe")).toBeVisible();
	await expect(kept.getByText("Media nota")).toBeVisible();
	await kept.getByRole("button", { name: "Ya no lo necesito" }).click();
	await expect(kept).toHaveCount(0);
	for (const page of [lucia, jorge]) {
		await page.goto(`/inbox/${id}`);
		await expect(page.getByText("Esta conversación no existe")).toBeVisible();
		expect(await page.evaluate((id) => Object.keys(localStorage).filter((key) => key.split(":")[2] === String(id)), id)).toEqual([]);
	}
});

test("a note that somebody deletes while its author edits it stays with what was written, and is left as another; so it does on coming back", async ({
	browser,
}) => {
	test.slow();
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	const id = await begin(lucia, "Corregida", "Con una nota");
	await jorge.goto(`/inbox/${id}`);
	await chat(jorge).getByRole("tab", { name: "Nota interna" }).click();
	await jorge.keyboard.type("Llamó por la mañana");
	await jorge.keyboard.press("ControlOrMeta+Enter");
	const noteMenu = async (page: Page, text: string, item: string) => {
		await chat(page).getByText(text, { exact: true }).hover();
		await chat(page).getByRole("button", { name: "Acciones de la nota" }).click();
		if (item === "Editar") await lookAt(page, "actions-note-menu", everyLook);
		await page.getByRole("menuitem", { name: item }).click();
	};
	await noteMenu(jorge, "Llamó por la mañana", "Editar");
	const editor = chat(jorge).getByRole("textbox", { name: "Texto de la nota" });
	await expect(editor).toBeFocused();
	await lookAt(jorge, "actions-note-edit", everyLook);
	await editor.focus();
	await jorge.keyboard.press("ControlOrMeta+End");
	await jorge.keyboard.type(" y volverá a llamar");

	await test.step("on coming back", async () => {
		await jorge.goto("/templates");
		await expect(jorge.getByRole("heading", { level: 1 })).toBeVisible();
		await jorge.goto(`/inbox/${id}`);
		await expect(editor).toHaveValue("Llamó por la mañana y volverá a llamar");
	});

	await test.step("deleted meanwhile", async () => {
		await editor.focus();
		await jorge.keyboard.press("ControlOrMeta+End");
		await noteMenu(lucia, "Llamó por la mañana", "Eliminar la nota");
		await lucia.getByRole("menuitem", { name: "Eliminar la nota" }).click();
		await expect(chat(jorge).getByRole("alert").filter({ hasText: "Alguien ha eliminado esta nota mientras la editabas" })).toBeVisible();
		await expect(editor).toBeFocused();
		await jorge.keyboard.type(" el jueves");
		await jorge.keyboard.press("Escape");
		await expect(editor).toHaveValue("Llamó por la mañana y volverá a llamar el jueves");
		await lookAt(jorge, "actions-note-gone", everyLook);
		await expect(chat(jorge).getByRole("button", { name: "Guardar como nota nueva" })).toBeInViewport({ ratio: 1 });
		await jorge.reload();
		await expect(editor).toHaveValue("Llamó por la mañana y volverá a llamar el jueves");
		await chat(jorge).getByRole("button", { name: "Guardar como nota nueva" }).click();
		await expect(editor).toHaveCount(0);
		for (const page of [lucia, jorge]) await expect(chat(page).getByText("Llamó por la mañana y volverá a llamar el jueves", { exact: true })).toHaveCount(1);
		await expect(chat(jorge).getByText("Llamó por la mañana", { exact: true })).toHaveCount(0);
	});

	await test.step("with its conversation", async () => {
		await noteMenu(jorge, "Llamó por la mañana y volverá a llamar el jueves", "Editar");
		await editor.fill("No hace falta llamar");
		await choose(lucia, "Eliminar definitivamente…");
		await lucia.getByRole("dialog").getByRole("textbox").fill("eliminar");
		await lucia.keyboard.press("Enter");
		const kept = jorge.getByRole("region", { name: /Lo que habías escrito sigue aquí/ });
		await expect(kept.getByRole("article").filter({ hasText: "Nota interna" })).toContainText("No hace falta llamar");
		await kept.getByRole("button", { name: "Ya no lo necesito" }).click();
		await expect(kept).toHaveCount(0);
		expect(await jorge.evaluate((id) => Object.keys(localStorage).filter((key) => key.split(":")[2] === String(id)), id)).toEqual([]);
	});
});

test("the palette does, goes and finds, by keyboard alone", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	const id = await begin(page, "Paleta", "Buscada en la paleta", "palabraunica de la paleta");
	await page.keyboard.press("ControlOrMeta+k");
	const palette = page.getByRole("dialog", { name: "Paleta de órdenes" });
	await expect(palette.getByRole("option").first()).toBeVisible();
	await page.screenshot({ path: "test-results/pages/palette.png" });
	await expectAccessible(page);
	await page.keyboard.type("no leida");
	await expect(palette.getByRole("option").first()).toContainText("Marcar como no leída");
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type("flag");
	await expect(palette.getByRole("option").first()).toContainText("Marcar con flag");
	await page.keyboard.press("Enter");
	await expect(palette).toHaveCount(0);
	await expect(chat(page).getByRole("button", { name: "Quitar flag" })).toBeVisible();
	await page.goto("/inbox");
	await expect(async () => {
		await page.keyboard.press("ControlOrMeta+k");
		await expect(palette).toBeVisible({ timeout: 1000 });
	}).toPass();
	await page.keyboard.type("palabraunica");
	await expect(palette.getByRole("option", { name: /Buscada en la paleta/ }).first()).toBeVisible();
	await page.screenshot({ path: "test-results/pages/palette-search.png" });
	await page.keyboard.press("Enter");
	await page.waitForURL(new RegExp(`inbox/${id}`));

	await test.step("on other pages too, with what was opened last", async () => {
		await page.goto("/templates");
		await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
		await expect(async () => {
			await page.keyboard.press("ControlOrMeta+k");
			await expect(palette).toBeVisible({ timeout: 1000 });
		}).toPass();
		await expect(palette.getByRole("option", { name: /Buscada en la paleta/ })).toBeVisible();
		await page.screenshot({ path: "test-results/pages/palette-elsewhere.png" });
		await expectAccessible(page);
		await page.keyboard.type("paleta@cliente.example");
		await expect(palette.getByRole("group", { name: "Clientes" }).getByRole("option", { name: /Paleta/ })).toBeVisible();
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/customers\/\d+/);
	});
});

test("the palette leads an admin to the settings, the chatbots and the automations, without an accent; an operator is not shown them", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "lucia");
	const palette = page.getByRole("dialog", { name: "Paleta de órdenes" });
	const open = () =>
		expect(async () => {
			await page.keyboard.press("ControlOrMeta+k");
			await expect(palette).toBeVisible({ timeout: 1000 });
		}).toPass();
	for (const [typed, name, path] of [
		["traducc", "Traducción", "/settings/translation"],
		["usuarios", "Usuarios", "/settings/users"],
		["chatbots", "Chatbots", "/chatbots"],
		["automatiz", "Automatizaciones", "/automations"],
	] as const) {
		await open();
		await page.keyboard.type(typed);
		await expect(palette.getByRole("option", { selected: true })).toHaveText(name);
		await page.keyboard.press("Enter");
		await page.waitForURL(`**${path}`);
		await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	}
	await open();
	await page.keyboard.type("configuracion");
	const settings = palette.getByRole("group", { name: "Configuración" });
	for (const name of ["Bandejas y canales", "Formularios", "Horario de atención", "Bloqueados", "Webhooks", "Registro"])
		await expect(settings.getByRole("option", { name })).toBeVisible();
	await page.screenshot({ path: "test-results/pages/palette-settings.png" });

	const jorge = await signIn(browser, "jorge");
	const his = jorge.getByRole("dialog", { name: "Paleta de órdenes" });
	for (const path of ["/inbox", "/templates"]) {
		await jorge.goto(path);
		await expect(async () => {
			await jorge.keyboard.press("ControlOrMeta+k");
			await expect(his).toBeVisible({ timeout: 1000 });
		}).toPass();
		await expect(his.getByRole("option", { name: "Tu perfil" })).toBeVisible();
		await expect(his.getByRole("group", { name: "Configuración" })).toHaveCount(0);
		await expect(his.getByRole("option", { name: /Chatbots|Automatizaciones/ })).toHaveCount(0);
		await jorge.keyboard.press("Escape");
	}
});

test("what is done with the open conversation shows in its header before the server has answered", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await begin(page, "Rauda", "Al instante");
	let held = () => {};
	await page.route("**/inbox/**", async (route) => {
		if (route.request().method() === "POST") await new Promise<void>((resolve) => (held = resolve));
		await route.continue();
	});
	await page.keyboard.press("!");
	await expect(chat(page).getByRole("banner").or(chat(page).locator("header")).first()).toContainText("Spam");
	held();
	await expect(row(page, "Al instante")).toHaveCount(0);
});

test("several are deleted at once, with the word typed and what goes counted", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	for (const name of ["Varia", "Vario"]) await writeMail(`${name.toLowerCase()}@cliente.example`, name, `Sobra ${name}`, "Fuera");
	// A key is heard by a page that has come to life.
	await page.goto("/inbox", { waitUntil: "networkidle" });
	for (const [name, count] of [
		["Varia", "1 seleccionada"],
		["Vario", "2 seleccionadas"],
	] as const) {
		await row(page, `Sobra ${name}`).focus();
		await page.keyboard.press("x");
		await expect(page.getByRole("toolbar", { name: "Acciones con las seleccionadas" })).toContainText(count);
	}
	await page.keyboard.press("Delete");
	const dialog = page.getByRole("dialog", { name: "Eliminar 2 conversaciones" });
	await expect(dialog).toContainText("2 mensajes");
	await expectAccessible(page);
	await page.screenshot({ path: "test-results/pages/actions-delete-many.png" });
	await dialog.getByRole("textbox").fill("eliminar");
	await page.keyboard.press("Enter");
	await expect(page.getByText("2 conversaciones eliminadas definitivamente.")).toBeVisible();
	await expect(row(page, /Sobra Vari/)).toHaveCount(0);
	await expect(page.getByRole("toolbar")).toHaveCount(0);
});
