import { AxeBuilder } from "@axe-core/playwright";
import { type ElementHandle, expect, type Locator, type Page } from "@playwright/test";
import { leave } from "./support/keyboard";
import { chat, row, signIn, writeMail } from "./support/operator";
import { test } from "./support/test";
import { hurried, setUndo } from "./support/undo";

const field = (page: Page): Locator => chat(page).getByRole("textbox", { name: "Respuesta" });
const received = (customer: Page, text: string): Locator => customer.locator("article[data-direction=received]").filter({ hasText: text });

/** A customer of this test's own writes, and the operator opens the conversation. */
async function opened(page: Page, name: string, cc = ""): Promise<Page> {
	const customer = await page.context().newPage();
	await writeMail(customer, address(name), name, `Consulta de ${name}`, `Hola, soy ${name}.${cc}`);
	await page.goto("/inbox");
	await row(page, name).first().click();
	await expect(chat(page, name)).toContainText(`soy ${name}`);
	return customer;
}
const address = (name: string) => `${name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(" ", ".")}@cliente.example`;

async function type(page: Page, text: string) {
	await field(page).click();
	await field(page).pressSequentially(text);
}

/** What a customer has received, once it is there, and no more than that. */
async function expectReceived(customer: Page, name: string, texts: string[]) {
	await expect(async () => {
		await customer.goto(`/sandbox?as=${encodeURIComponent(address(name))}&name=${encodeURIComponent(name)}`);
		await expect(customer.locator("article[data-direction=received]")).toHaveCount(texts.length, { timeout: 1000 });
	}).toPass({ timeout: 30_000 });
	const bodies = await Promise.all(
		(await customer.locator("article[data-direction=received]").all()).map((mail) => mail.frameLocator("iframe").locator("body").textContent()),
	);
	for (const text of texts) expect(bodies.filter((body) => body?.includes(text))).toHaveLength(1);
}

test("a draft survives a reload, follows to another window, marks its row, and is never anybody else's or elsewhere", async ({ browser }) => {
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await opened(lucia, "Berta Blanco");
	await type(lucia, "Lo miro y le digo");
	await expect(row(lucia, "Berta Blanco")).toContainText("Borrador");
	await lucia.reload();
	await expect(field(lucia)).toHaveText("Lo miro y le digo");

	const other = await lucia.context().newPage();
	await other.goto(lucia.url());
	await expect(field(other)).toHaveText("Lo miro y le digo");
	await type(lucia, " algo");
	await expect(field(other)).toContainText("algo");

	await jorge.goto(lucia.url());
	await expect(chat(jorge, "Berta Blanco")).toBeVisible();
	await expect(field(jorge)).toHaveText("");
	await expect(row(jorge, "Berta Blanco")).not.toContainText("Borrador");

	await lucia
		.locator("a[data-conversation]")
		.filter({ hasNotText: /Berta|Borrador/ })
		.first()
		.click();
	await expect(field(lucia)).toHaveText("");
});

test("a note that was begun is what one finds on coming back; after one the next can be written, and never goes to the customer", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await opened(page, "Noelia Nota");
	const note = chat(page).getByRole("textbox", { name: "Nota interna" });
	await page.keyboard.press("n");
	await page.keyboard.type("Solo para nosotros");
	await expect(row(page, "Noelia Nota")).toContainText("Borrador");
	await page.reload();
	await expect(note).toHaveValue("Solo para nosotros");
	await note.press("ControlOrMeta+Enter");
	await expect(note).toHaveValue("");
	await expect(note).toBeFocused();
	await page.keyboard.type("Y otra más");
	await page.keyboard.press("ControlOrMeta+Enter");
	for (const text of ["Solo para nosotros", "Y otra más"]) await expect(chat(page).locator("[data-item]", { hasText: text })).toContainText("Nota interna");
	await expect(row(page, "Noelia Nota")).not.toContainText("Borrador");
	await page.reload();
	await expect(field(page)).toBeVisible();
});

test("a sending can be undone, with all that was written; and goes once when it is not", async ({ browser }) => {
	await setUndo(10, "lucia");
	const lucia = await signIn(browser, "lucia");
	const customer = await opened(lucia, "Diego Deshacer");
	await type(lucia, "Esto no quería enviarlo");
	await chat(lucia).getByRole("button", { name: "Añadir CC", exact: true }).click();
	await chat(lucia).getByRole("textbox", { name: "CC", exact: true }).fill("copia@cliente.example,");
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText(/Se envía en \d+ segundos/);
	await expect(field(lucia)).toHaveText("");
	const place = () => chat(lucia).locator("li[data-item]").filter({ hasText: "no quería" }).boundingBox();
	// What was written is gone from the field, which is lower for it.
	let before = await place();
	await expect(async () => {
		const last = before;
		before = await place();
		expect(before).toEqual(last);
	}).toPass({ intervals: [200] });
	await lucia.waitForTimeout(1200);
	expect(await place()).toEqual(before);
	await lucia.screenshot({ path: "test-results/writing/undo.png" });
	await chat(lucia).getByRole("button", { name: "Deshacer" }).click();
	await expect(field(lucia)).toHaveText("Esto no quería enviarlo");
	await expect(chat(lucia)).toContainText("copia@cliente.example");
	await expect(chat(lucia).getByText(/Se envía en/)).toHaveCount(0);
	await field(lucia).press("End");
	await field(lucia).pressSequentially(", o sí");
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText("Entregado", { timeout: 30_000 });
	await expectReceived(customer, "Diego Deshacer", ["Esto no quería enviarlo, o sí"]);
	await setUndo(hurried, "lucia");
});

test("sent without a network, twice, each stands by itself, survives a reload, and goes once when the network is back", async ({ browser }) => {
	const lucia = await signIn(browser, "lucia");
	const customer = await opened(lucia, "Olga Offline");
	// The editor loads on the first touch.
	await type(lucia, "x");
	await field(lucia).press("Backspace");
	await lucia.context().setOffline(true);
	for (const text of ["Primera sin red", "Segunda sin red"]) {
		await field(lucia).pressSequentially(text);
		await field(lucia).press("ControlOrMeta+Enter");
		await expect(field(lucia)).toHaveText("");
	}
	await expect(chat(lucia).getByText("Sin conexión: se enviará solo")).toHaveCount(2);
	await field(lucia).pressSequentially("Y esto aún lo escribo");
	await lucia.screenshot({ path: "test-results/writing/offline.png" });
	await lucia.context().setOffline(false);
	await lucia.reload();
	await expect(chat(lucia)).toContainText("Primera sin red");
	await expect(field(lucia)).toHaveText("Y esto aún lo escribo");
	await expectReceived(customer, "Olga Offline", ["Primera sin red", "Segunda sin red"]);
});

for (const cut of ["before", "after"] as const) {
	test(`the network is cut ${cut} the server has what is sent: nothing is lost, nothing sent twice`, async ({ browser }) => {
		const lucia = await signIn(browser, "lucia");
		const name = cut === "before" ? "Carla Corte" : "Ciro Corte";
		const customer = await opened(lucia, name);
		await type(lucia, "Se corta justo ahora");
		let cuts = 0;
		await lucia.route("**/inbox/**", async (route) => {
			const isSend = route.request().method() === "POST" && (route.request().postData() ?? "").includes("clientKey");
			if (!isSend || cuts >= 2) return route.fallback();
			cuts++;
			if (cut === "after") await route.fetch();
			return route.abort("connectionreset");
		});
		await field(lucia).press("ControlOrMeta+Enter");
		await expect(chat(lucia)).toContainText("Entregado", { timeout: 40_000 });
		expect(cuts).toBeGreaterThan(0);
		await expect(field(lucia)).toHaveText("");
		await expectReceived(customer, name, ["Se corta justo ahora"]);
	});
}

test("somebody who answers first is seen, and sending over them is asked for", async ({ browser }) => {
	const [lucia, jorge] = [await signIn(browser, "lucia"), await signIn(browser, "jorge")];
	await opened(lucia, "Choque Chávez");
	await jorge.goto(lucia.url());
	await expect(chat(lucia)).toContainText("Jorge Sanz también está aquí");
	await type(jorge, "Respondo yo");
	await expect(chat(lucia)).toContainText("Jorge Sanz está escribiendo…");
	await lucia.screenshot({ path: "test-results/writing/present.png" });
	await type(lucia, "Respondo yo también");
	// Lucía's screen hears nothing more.
	await lucia.context().route("**/timeline?**", (route) => route.abort());
	await field(jorge).press("ControlOrMeta+Enter");
	await expect(chat(jorge)).toContainText("Se envía en");
	const opener = (await field(lucia).elementHandle()) as ElementHandle<HTMLElement>;
	await field(lucia).press("ControlOrMeta+Enter");
	const dialog = lucia.getByRole("dialog", { name: "Jorge Sanz ya ha respondido" });
	await expect(dialog).toBeVisible();
	for (const [width, colorScheme] of [
		[1440, "light"],
		[360, "dark"],
	] as const) {
		await lucia.setViewportSize({ width, height: 800 });
		await lucia.emulateMedia({ colorScheme });
		await expectAccessible(lucia);
		await lucia.screenshot({ path: `test-results/writing/answered-${colorScheme}-${width}.png` });
	}
	await lucia.setViewportSize({ width: 1440, height: 900 });
	await lucia.screenshot({ path: "test-results/writing/answered.png" });
	expect(await leave(lucia, opener)).toEqual([]);
	await lucia.keyboard.press("ControlOrMeta+Enter");
	await expect(dialog).toBeVisible();
	await lucia.context().unroute("**/timeline?**");
	await dialog.getByRole("button", { name: "Ver la respuesta" }).click();
	await expect(field(lucia)).toHaveText("Respondo yo también");
	await lucia.reload();
	await expect(chat(lucia)).toContainText("Respondo yo");
	await field(lucia).click();
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText("Se envía en");
});

test("a message is put off, listed, changed, and sent now", async ({ browser }) => {
	const lucia = await signIn(browser, "lucia");
	const customer = await opened(lucia, "Teo Tarde");
	await type(lucia, "Mañana le llamo");
	await chat(lucia).getByRole("button", { name: "Más formas de enviar" }).click();
	await lucia.screenshot({ path: "test-results/writing/send-menu.png" });
	await lucia.getByRole("menuitem", { name: "Programar el envío…" }).click();
	const dialog = lucia.getByRole("dialog", { name: "Programar el envío" });
	await expect(dialog.getByLabel("Día y hora")).toBeVisible();
	await expectAccessible(lucia);
	await lucia.screenshot({ path: "test-results/writing/schedule.png" });
	await dialog.getByRole("button", { name: /Mañana por la mañana/ }).click();
	await expect(chat(lucia)).toContainText("Programado para el");
	await expectAccessible(lucia);
	await lucia.screenshot({ path: "test-results/writing/scheduled-bubble.png" });
	await chat(lucia).getByRole("button", { name: "Editar" }).click();
	await expect(field(lucia)).toHaveText("Mañana le llamo");
	await field(lucia).press("End");
	await field(lucia).pressSequentially(" seguro");
	await chat(lucia).getByRole("button", { name: "Más formas de enviar" }).click();
	await lucia.getByRole("menuitem", { name: "Programar el envío…" }).click();
	await dialog.getByRole("button", { name: "Programar", exact: true }).click();
	await expect(chat(lucia)).toContainText("Programado para el");
	for (const width of [1440, 360]) {
		await lucia.setViewportSize({ width, height: 800 });
		await lucia.goto("/scheduled");
		await expect(lucia.getByRole("listitem").filter({ hasText: "Teo Tarde" })).toContainText("Mañana le llamo seguro");
		await expectAccessible(lucia);
		await lucia.screenshot({ path: `test-results/writing/scheduled-${width}.png` });
	}
	await lucia.getByRole("button", { name: "Enviar ahora: Teo Tarde" }).click();
	await expect(lucia.getByText("Teo Tarde")).toHaveCount(0);
	await expectReceived(customer, "Teo Tarde", ["Mañana le llamo seguro"]);
});

test("a message that is picked is answered, or passed on with the original, under one's signature", async ({ browser }) => {
	const lucia = await signIn(browser, "lucia");
	await opened(lucia, "Rosa Reenvío");
	await chat(lucia).getByRole("button", { name: "Más formas de enviar" }).click();
	await lucia.getByRole("menuitem", { name: /Firma y envío/ }).click();
	const preferences = lucia.getByRole("dialog", { name: "Firma y envío" });
	await preferences.getByLabel("Firma").fill("Lucía Méndez\nTienda");
	await preferences.getByLabel("Deshacer el envío").selectOption("0");
	await expectAccessible(lucia);
	await lucia.screenshot({ path: "test-results/writing/preferences.png" });
	await preferences.getByRole("button", { name: "Guardar" }).click();
	await expect(chat(lucia)).toContainText("Lucía Méndez");
	await chat(lucia).locator("li[data-item]").filter({ hasText: "soy Rosa" }).hover();
	await chat(lucia).getByRole("button", { name: "Acciones con el mensaje" }).first().click();
	await lucia.getByRole("menuitem", { name: "Reenviar" }).click();
	await expect(chat(lucia)).toContainText("Se incluye el mensaje de Rosa Reenvío");
	await type(lucia, "¿Lo miráis?");
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText("Indica a quién quieres reenviarlo.");
	await chat(lucia).getByRole("textbox", { name: "Para" }).fill("taller@cliente.example,");
	await lucia.screenshot({ path: "test-results/writing/forward.png" });
	for (const width of [360, 1440]) {
		await lucia.setViewportSize({ width, height: 800 });
		await expectAccessible(lucia);
		await lucia.screenshot({ path: `test-results/writing/forward-${width}.png` });
	}
	await field(lucia).press("ControlOrMeta+Enter");
	await expect(chat(lucia)).toContainText("Entregado", { timeout: 20_000 });
	const workshop = await lucia.context().newPage();
	await workshop.goto("/sandbox?as=taller@cliente.example");
	const mail = received(workshop, "Fwd: Consulta de Rosa Reenvío").first();
	for (const part of ["¿Lo miráis?", "Lucía Méndez", "Forwarded message", "Hola, soy Rosa Reenvío."])
		await expect(mail.frameLocator("iframe").locator("body")).toContainText(part);
	await chat(lucia).getByRole("button", { name: "Más formas de enviar" }).click();
	await lucia.getByRole("menuitem", { name: /Firma y envío/ }).click();
	await preferences.getByLabel("Deshacer el envío").selectOption("5");
	await preferences.getByRole("button", { name: "Guardar" }).click();
	await expect(preferences).toHaveCount(0);
});

async function expectAccessible(page: Page) {
	const { violations } = await new AxeBuilder({ page })
		.setLegacyMode(true)
		.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" | ")}`)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}
