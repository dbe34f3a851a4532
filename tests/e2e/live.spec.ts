import { type BrowserContext, expect, type Page } from "@playwright/test";
import { gate } from "./support/gate";
import { chat, row, signIn } from "./support/operator";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";
import { opened } from "./support/writing";

/** The page is the one that was loaded: nothing has taken its place. */
const keep = (page: Page) => page.evaluate(() => Object.assign(window, { kept: true }));
const isKept = (page: Page) => page.evaluate(() => "kept" in window);

async function note(page: Page, text: string) {
	await page.keyboard.press("n");
	const field = chat(page).getByRole("textbox", { name: "Nota interna" });
	await field.fill(text);
	await field.press("ControlOrMeta+Enter");
	await expect(chat(page).locator("[data-item]", { hasText: text })).toBeVisible();
}

async function addTag(page: Page, name: string) {
	const field = page.getByLabel("Añadir etiqueta…");
	await field.fill(name);
	await field.press("Enter");
	await expect(page.getByRole("button", { name: `Quitar la etiqueta ${name}` })).toBeVisible();
}

/** In another tab of the same browser, what the customer of the open conversation is called by. */
async function recordOf(page: Page): Promise<Page> {
	const record = await page.context().newPage();
	await record.goto((await page.locator("#details").getByRole("link", { name: "Abrir ficha completa" }).getAttribute("href")) ?? "");
	return record;
}

/** Everything that the application is asked is held until it is let go. */
async function hold(context: BrowserContext, address: string) {
	const { open, opened } = gate();
	await context.route(address, async (route) => {
		await opened;
		await route.fallback();
	});
	return open;
}

test("what happens after a page was made and before anything is heard shows in the chat, its details, the record and the bell", async ({ browser }) => {
	test.slow();
	const jorge = await signIn(browser, "jorge");
	await opened(jorge, "Tina Temprana");
	const ofJorge = await recordOf(jorge);
	const lucia = await signIn(browser, "lucia", { reducedMotion: "reduce" });
	const hear = await hold(lucia.context(), "**/api/realtime/auth");
	const connecting = () => lucia.context().waitForEvent("request", (request) => request.url().endsWith("/api/realtime/auth"));
	await Promise.all([connecting(), lucia.goto(jorge.url())]);
	const [record] = await Promise.all([recordOf(lucia), connecting()]);
	await expect(chat(lucia, "Tina Temprana")).toContainText("soy Tina");
	await expect(record.getByRole("heading", { name: "Tina Temprana", level: 1 })).toBeVisible();

	await note(jorge, "@Lucía Méndez nadie lo oye todavía");
	await addTag(ofJorge, "temprana");
	await expect(jorge.locator("#details")).toContainText("temprana");
	hear();
	await expect(chat(lucia)).toContainText("nadie lo oye todavía");
	await expect(lucia.locator("#details")).toContainText("temprana");
	await expect(record.getByRole("button", { name: "Quitar la etiqueta temprana" })).toBeVisible();
});

test("a record stays as it is while the application does not answer, with what is typed there, and is right once it does", async ({ browser }) => {
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await opened(jorge, "Rita Registro");
	const ofJorge = await recordOf(jorge);
	await lucia.goto(ofJorge.url());
	await lucia.getByRole("button", { name: /^Empresa/ }).click();
	await lucia.getByRole("textbox", { name: "Empresa" }).fill("A medio escribir");
	await keep(lucia);
	// A new version is being put in its place: events are heard all the same.
	let asked = 0;
	await lucia.route("**/*", (route) => {
		asked++;
		return route.abort("connectionrefused");
	});
	await addTag(ofJorge, "entretanto");
	await expect.poll(() => asked).toBeGreaterThan(0);
	await lucia.unroute("**/*");
	await expect(lucia.getByRole("button", { name: "Quitar la etiqueta entretanto" })).toBeVisible();
	await expect(lucia.getByRole("textbox", { name: "Empresa" })).toHaveValue("A medio escribir");
	expect(await isKept(lucia)).toBe(true);
});

test("who goes on while a field is being saved is left where they are, with what they typed", async ({ browser }) => {
	const lucia = await signIn(browser, "lucia");
	await opened(lucia, "Fina Foco");
	const record = await recordOf(lucia);
	await record.getByRole("button", { name: /^Empresa/ }).click();
	const field = record.getByRole("textbox", { name: "Empresa" });
	await test.step("and so is who goes on in the same one", async () => {
		const answer = await hold(record.context(), "**/customers/*");
		await field.fill("Foco");
		await record.keyboard.press("Enter");
		await field.pressSequentially(" y Cía");
		const saved = record.waitForResponse((response) => response.request().method() === "POST");
		answer();
		await saved;
		await expect(record.getByRole("button", { name: "Guardar" })).toBeEnabled();
		await expect(field).toHaveValue("Foco y Cía");
	});
	const answer = await hold(record.context(), "**/customers/*");
	await record.keyboard.press("Enter");
	const tag = record.getByLabel("Añadir etiqueta…");
	await tag.fill("rápi");
	answer();
	await expect(record.getByRole("button", { name: /^Empresa/ })).toContainText("Foco y Cía");
	await expect(tag).toBeFocused();
	await record.keyboard.type("da");
	await record.keyboard.press("Enter");
	await expect(record.getByRole("button", { name: "Quitar la etiqueta rápida" })).toBeVisible();
});

test("after a time without a network all that is open is right again, without being loaded anew", async ({ browser }) => {
	test.slow();
	const [lucia, jorge] = [await signIn(browser, "lucia", { reducedMotion: "reduce" }), await signIn(browser, "jorge")];
	await opened(jorge, "Nuria Nube");
	const ofJorge = await recordOf(jorge);
	await lucia.goto(jorge.url());
	const record = await recordOf(lucia);
	const list = await lucia.context().newPage();
	await list.goto("/customers?q=nuria%20nube");
	const [scheduled, users] = [await lucia.context().newPage(), await lucia.context().newPage()];
	await scheduled.goto("/scheduled");
	await users.goto("/settings/inboxes");
	const pages = [lucia, record, list, scheduled, users];
	const inList = list.getByRole("row").filter({ hasText: "Nuria Nube" });
	await expect(inList).toHaveCount(1);
	await expect(record.getByRole("region", { name: "Conversaciones" }).getByRole("link")).toHaveCount(1);
	for (const page of pages) await keep(page);
	const field = chat(lucia).getByRole("textbox", { name: "Respuesta" });
	await field.click();
	await lucia.keyboard.type("Esto sigue aquí");

	await note(jorge, "Antes de perderla");
	await expect(chat(lucia)).toContainText("Antes de perderla");

	await lucia.context().setOffline(true);
	for (const page of pages) await expect(page.getByText("Sin conexión").first()).toBeVisible({ timeout: 60_000 });
	await chat(jorge).getByRole("button", { name: "Acciones de la nota" }).click();
	await jorge.getByRole("menuitem", { name: "Editar" }).click();
	await chat(jorge).getByRole("textbox", { name: "Texto de la nota" }).fill("Corregida mientras tanto");
	await jorge.keyboard.press("ControlOrMeta+Enter");
	await expect(chat(jorge).getByRole("textbox", { name: "Texto de la nota" })).toHaveCount(0);
	await note(jorge, "Visto sin red");
	await chat(jorge).getByRole("button", { name: "Marcar con flag" }).click();
	await addTag(ofJorge, "sinred");
	await writeMail("nuria.nube@cliente.example", "Nuria Nube", "Otra cosa de Nuria", "¿Y el otro?");
	await expect(ofJorge.getByRole("region", { name: "Conversaciones" }).getByRole("link")).toHaveCount(2);
	// The router would ask for the page, and leave it for a new version.
	const refused: string[] = [];
	await lucia.route("**/*", (route) => {
		const { rsc, "next-router-prefetch": prefetch } = route.request().headers();
		if (!rsc || prefetch) return route.fallback();
		refused.push(route.request().url());
		return route.abort();
	});
	await lucia.context().setOffline(false);
	for (const page of pages) await expect(page.getByText("Sin conexión")).toHaveCount(0, { timeout: 60_000 });

	for (const text of ["Corregida mientras tanto", "Visto sin red"]) await expect(chat(lucia)).toContainText(text);
	await expect(chat(lucia)).not.toContainText("Antes de perderla");
	await expect(chat(lucia).getByRole("button", { name: "Quitar flag" })).toBeVisible();
	await expect(lucia.locator("#details")).toContainText("sinred");
	await expect(lucia.locator("#details")).toContainText("Otra cosa de Nuria");
	await expect(row(lucia, "Otra cosa de Nuria")).toBeVisible();
	await expect(record.getByRole("button", { name: "Quitar la etiqueta sinred" })).toBeVisible();
	await expect(record.getByRole("region", { name: "Conversaciones" }).getByRole("link")).toHaveCount(2);
	await expect(inList).toContainText("sinred");
	await expect(inList.getByRole("cell").last()).toHaveText("2");
	await expect(field).toContainText("Esto sigue aquí");
	for (const page of pages) expect(await isKept(page)).toBe(true);
	expect(refused).toEqual([]);
});
