import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { chat, row, signIn } from "./support/operator";
import { ownStack } from "./support/own-stack";
import { sandboxOf } from "./support/sandbox";
import { test } from "./support/test";

const rows = (page: Page) => page.locator("a[data-conversation]");
const bar = (page: Page) => page.getByRole("toolbar", { name: "Acciones con las seleccionadas" });

test("several conversations are picked and archived together, seen elsewhere, and brought back by undoing", async ({ browser }) => {
	const [marta, jorge] = [await signIn(browser, "marta"), await signIn(browser, "jorge")];
	await expect(rows(marta).first()).toBeVisible();
	const ids = await rows(marta).evaluateAll((links) => links.slice(0, 3).map((link) => link.getAttribute("data-conversation")));
	await marta.keyboard.press("j");
	for (const _ of ids) {
		await marta.keyboard.press("x");
		await marta.keyboard.press("j");
	}
	await expect(bar(marta)).toContainText("3 seleccionadas");
	await marta.screenshot({ path: "test-results/pages/list-picked.png" });
	await marta.keyboard.press("e");
	for (const id of ids) for (const page of [marta, jorge]) await expect(page.locator(`a[data-conversation="${id}"]`)).toHaveCount(0);
	await marta.getByRole("button", { name: "Deshacer" }).click();
	for (const id of ids) for (const page of [marta, jorge]) await expect(page.locator(`a[data-conversation="${id}"]`)).toHaveCount(1);
});

test("hundreds are archived together in parts, which say how far they are, and brought back by undoing", async ({ browser }) => {
	test.slow();
	const sql = postgres(ownStack().database, { max: 1 });
	const [customer] = await sql<{ id: number }[]>`INSERT INTO customers (name) VALUES ('Hundreds') RETURNING id`;
	await sql`INSERT INTO conversations (customer_id, inbox_id, channel, source, last_snippet)
		SELECT ${customer?.id ?? 0}, id, channel, 'api', 'one of many' FROM (SELECT id, channel FROM inboxes ORDER BY id LIMIT 1) inbox, generate_series(1, 230)`;
	const page = await signIn(browser, "marta");
	await page.goto("/inbox?source=api");
	await rows(page).first().hover();
	await page.keyboard.press("j");
	await page.keyboard.press("x");
	const all = page.getByRole("button", { name: "Seleccionar las 230 cargadas" });
	await expect(async () => {
		await page.mouse.wheel(0, 6000);
		await expect(all).toBeVisible({ timeout: 500 });
	}).toPass();
	await all.click();
	await expect(bar(page)).toContainText("230 seleccionadas");
	// Each part takes long enough to be seen.
	await page.route(/\/inbox/, async (route) => {
		if (route.request().method() === "POST") await new Promise((done) => setTimeout(done, 1500));
		await route.continue();
	});
	await page.keyboard.press("e");
	await expect(rows(page)).toHaveCount(0);
	await expect(page.getByText("200 de 230…")).toBeVisible();
	await expect(page.getByText("230 conversaciones archivadas.")).toBeVisible();
	await page.getByRole("button", { name: "Deshacer" }).click();
	await expect(page.getByText("230 conversaciones reabiertas.")).toBeVisible();
	await expect(row(page, "one of many").first()).toBeVisible();
	await sql`DELETE FROM conversations WHERE customer_id = ${customer?.id ?? 0}`;
	await sql`DELETE FROM customers WHERE id = ${customer?.id ?? 0}`;
	await sql.end();
});

test("a filter is kept as a view with its count, and stands in the address", async ({ browser }) => {
	const page = await signIn(browser, "marta");
	await page.getByRole("button", { name: "Con flag" }).click();
	await expect(page).toHaveURL(/flagged=1/);
	await page.getByRole("button", { name: "Vistas guardadas" }).click();
	await page.getByLabel("Nombre de la vista").fill("Urgentes");
	await page.getByRole("button", { name: "Guardar", exact: true }).click();
	await page.keyboard.press("Escape");
	const answer = await page.request.get("/api/conversations?flagged=1");
	const flagged: { id: number }[] = (await answer.json()).rows;
	expect(flagged.length).toBeGreaterThan(0);
	await page.goto("/inbox");
	const view = page.getByRole("link", { name: /^Urgentes/ });
	await expect(view).toContainText(String(flagged.length));
	await page.screenshot({ path: "test-results/pages/list-views.png" });
	await view.click();
	await expect(page).toHaveURL(/flagged=1/);
	await expect(rows(page)).toHaveCount(flagged.length);
	for (const { id } of flagged) await expect(page.locator(`a[data-conversation="${id}"]`)).toBeVisible();
});

test("what arrives while somebody reads further down waits above, and nothing jumps", async ({ browser }) => {
	const page = await signIn(browser, "marta");
	const customers = sandboxOf({ env: ownStack().env });
	await rows(page).first().hover();
	// The last one comes into sight once the end is reached.
	const last = rows(page).last();
	await expect(async () => {
		await page.mouse.wheel(0, 3000);
		const left = await last.evaluate((link) => {
			const box = link.closest(".overflow-y-auto");
			return box ? box.scrollHeight - box.clientHeight - box.scrollTop : Number.NaN;
		});
		expect(left).toBeLessThan(5);
	}).toPass();
	const read = page.locator(`a[data-conversation="${await last.getAttribute("data-conversation")}"]`);
	const before = (await read.boundingBox())?.y ?? Number.NaN;
	for (const n of [1, 2, 3]) await customers.text(`+3460055500${n}`, "+34911000417", `above ${n}`);
	const pill = page.getByRole("button", { name: "3 conversaciones nuevas: ir arriba" });
	await expect(pill).toBeVisible({ timeout: 30_000 });
	await page.screenshot({ path: "test-results/pages/list-new-above.png" });
	expect((await read.boundingBox())?.y).toBeCloseTo(before, 0);
	await pill.click();
	for (const n of [1, 2, 3]) await expect(row(page, `above ${n}`)).toBeVisible();
	await expect(pill).toHaveCount(0);
});

test("two act on one row at once, and both see what came of it", async ({ browser }) => {
	const [marta, jorge] = [await signIn(browser, "marta"), await signIn(browser, "jorge")];
	await sandboxOf({ env: ownStack().env }).text("+34600555010", "+34911000417", "both of us");
	for (const page of [marta, jorge]) await expect(row(page, "both of us")).toBeVisible({ timeout: 30_000 });
	for (const page of [marta, jorge]) await row(page, "both of us").focus();
	await Promise.all([marta.keyboard.press("e"), jorge.keyboard.press("s")]);
	for (const page of [marta, jorge]) {
		await expect(row(page, "both of us")).toHaveCount(0);
		await page.goto("/inbox?tab=archived&flagged=1");
		await expect(row(page, "both of us")).toBeVisible();
	}
});

test("after a minute offline the list is right at once, and only what changed was asked for", async ({ browser }) => {
	const [marta, jorge] = [await signIn(browser, "marta"), await signIn(browser, "jorge")];
	// The minute passes for the browser that is offline, whose timers all go by it; nobody else has to wait.
	await marta.clock.install();
	await marta.reload();
	await expect(rows(marta).first()).toBeVisible();
	const [gone, flagged] = await rows(marta).evaluateAll((links) => links.slice(0, 2).map((link) => link.getAttribute("data-conversation")));
	const pages: string[] = [];
	marta.on("request", (request) => void (/\/api\/conversations\?/.test(request.url()) && pages.push(request.url())));
	await marta.context().setOffline(true);
	await expect(marta.getByText("Sin conexión").first()).toBeVisible({ timeout: 60_000 });
	await jorge.locator(`a[data-conversation="${flagged}"]`).focus();
	await jorge.keyboard.press("s");
	await jorge.locator(`a[data-conversation="${gone}"]`).focus();
	await jorge.keyboard.press("e");
	await expect(jorge.locator(`a[data-conversation="${gone}"]`)).toHaveCount(0);
	await marta.clock.runFor(60_000);
	await expect(marta.locator(`a[data-conversation="${gone}"]`)).toHaveCount(1);
	await marta.context().setOffline(false);
	await expect(marta.getByText("Sin conexión")).toHaveCount(0, { timeout: 30_000 });
	const back = Date.now();
	await expect(marta.locator(`a[data-conversation="${gone}"]`)).toHaveCount(0);
	console.log(`right again ${Date.now() - back} ms after the connection is`);
	expect(pages).toEqual([]);
});

test("a row looks chosen from the click on, and without a connection what is open stays as it is", async ({ browser }) => {
	const marta = await signIn(browser, "marta");
	await expect(rows(marta).nth(2)).toBeVisible();
	const [first, second] = [rows(marta).first(), rows(marta).nth(1)];
	const address = (await second.getAttribute("href")) ?? "";
	// The server takes its time.
	let answer = () => {};
	const held = new Promise<void>((resolve) => {
		answer = resolve;
	});
	await marta.route(/_rsc=/, async (route) => {
		await held;
		await route.continue();
	});
	await first.click();
	await expect(first.locator("[data-opening]")).toBeVisible();
	answer();
	await marta.waitForURL(/\/inbox\/\d+/);
	await expect(marta.locator("[data-opening]")).toHaveCount(0);
	await marta.unroute(/_rsc=/);
	const here = marta.url();

	const field = chat(marta).getByRole("textbox", { name: "Respuesta" });
	// An editor, or a plain field on a channel without formats.
	const written = () => field.evaluate((one) => (one instanceof HTMLTextAreaElement ? one.value : one.textContent));
	await field.fill("Half a sentence");
	await expect.poll(written).toContain("Half a sentence");
	await marta.context().setOffline(true);
	await second.click();
	await expect(marta.getByText("Sin conexión: ahora no se puede abrir")).toBeVisible();
	expect(marta.url()).toBe(here);
	expect(await written()).toContain("Half a sentence");
	await marta.context().setOffline(false);
	await second.click();
	await marta.waitForURL(`**${address.split("?")[0]}**`);
});
