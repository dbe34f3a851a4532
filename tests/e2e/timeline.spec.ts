import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible } from "./support/accessible";
import { everyLook, lookAt } from "./support/looks";
import { chat, row, signIn } from "./support/operator";
import { ownStack } from "./support/own-stack";
import { sandboxOf, writeMail } from "./support/sandbox";
import { test } from "./support/test";

/** A conversation of its own with so many messages, one an hour, which nobody has read yet. */
async function longConversation(name: string, count: number): Promise<number> {
	const sql = postgres(ownStack().database, { max: 1 });
	const [customer] = await sql<{ id: string }[]>`INSERT INTO customers (name) VALUES (${name}) RETURNING id`;
	const [conversation] = await sql<{ id: string }[]>`INSERT INTO conversations (customer_id, inbox_id, channel, last_message_at)
		SELECT ${customer?.id ?? 0}, id, channel, now() FROM inboxes WHERE channel = 'sms' ORDER BY id LIMIT 1 RETURNING id`;
	const id = conversation?.id ?? "0";
	await sql`INSERT INTO messages (conversation_id, inbox_id, direction, author, channel, status, body, created_at)
		SELECT c.id, c.inbox_id, 'in', 'customer', c.channel, 'received', 'mensaje número ' || i || repeat(' y algo más', i % 7), now() - make_interval(hours => ${count} - i)
		FROM conversations c, generate_series(1, ${count}) i WHERE c.id = ${id}`;
	await sql`UPDATE conversations SET (last_message_id, last_inbound_id, message_count) = (SELECT max(id), max(id), count(*) FROM messages WHERE conversation_id = ${id}) WHERE id = ${id}`;
	await sql.end();
	return Number(id);
}

const inView = (page: Page, text: string) => expect(page.getByText(text, { exact: true })).toBeInViewport();

test("who opens a conversation is led to the first message they have not read, however far back, and only once", async ({ browser }) => {
	test.slow();
	const id = await longConversation("Nerea Pendiente", 130);
	const page = await signIn(browser, "marta", { reducedMotion: "reduce" });
	await page.goto(`/inbox/${id}`);
	await expect(page.getByRole("button", { name: /99 mensajes sin leer/ })).toBeVisible();
	await expectAccessible(page);
	await page.screenshot({ path: "test-results/pages/timeline-to-unread.png" });
	await page.getByRole("button", { name: /99 mensajes sin leer/ }).click();
	await inView(page, "Mensajes nuevos");
	await expect(page.getByText(/^mensaje número 1\b/).first()).toBeInViewport();
	await expect(page.getByRole("button", { name: /mensajes sin leer/ })).toHaveCount(0);
	await expectAccessible(page);
	await page.screenshot({ path: "test-results/pages/timeline-unread.png" });
	await page.getByRole("button", { name: "Ir a lo último" }).click();
	await expect(page.getByText(/^mensaje número 130\b/).first()).toBeInViewport();

	// Read, and nothing new came: no line, and the newest is what one sees.
	await page.goto("/inbox");
	await page.goto(`/inbox/${id}`);
	await expect(page.getByText(/^mensaje número 130\b/).first()).toBeInViewport();
	await expect(page.getByText("Mensajes nuevos", { exact: true })).toHaveCount(0);

	// A few came while it was closed: it opens at them, with no need to be led there.
	await page.goto("/inbox");
	const sql = postgres(ownStack().database, { max: 1 });
	await sql`INSERT INTO messages (conversation_id, inbox_id, direction, author, channel, status, body)
		SELECT c.id, c.inbox_id, 'in', 'customer', c.channel, 'received', 'tarde ' || i || repeat(E'\nlínea', 15) FROM conversations c, generate_series(1, 4) i WHERE c.id = ${id}`;
	await sql`UPDATE conversations SET (last_message_id, last_inbound_id) = (SELECT max(id), max(id) FROM messages WHERE conversation_id = ${id}) WHERE id = ${id}`;
	await sql.end();
	await page.goto(`/inbox/${id}`);
	await inView(page, "Mensajes nuevos");
	await expect(page.getByText(/^tarde 1/)).toBeInViewport();
	await expect(page.getByRole("button", { name: /mensajes sin leer/ })).toHaveCount(0);
});

test("older messages come in above while nothing that is read moves", async ({ browser }) => {
	test.slow();
	const id = await longConversation("Sergio Sinsalto", 130);
	const page = await signIn(browser, "marta", { reducedMotion: "reduce" });
	// A page of history that is on its way long enough for a jump to be seen when it is there.
	await page.route(/timeline\?before=/, async (route) => {
		await new Promise((resolve) => setTimeout(resolve, 100));
		await route.continue();
	});
	await page.goto(`/inbox/${id}`);
	await expect(page.getByText(/^mensaje número 130\b/).first()).toBeInViewport();
	const moved = await page.locator("[data-timeline]").evaluate(async (box) => {
		const jumps: number[] = [];
		const isWhole = () => [...box.querySelectorAll("p")].some((text) => /^mensaje número 1(?!\d)/.test(text.textContent ?? ""));
		for (let step = 0; step < 300 && !isWhole(); step++) {
			box.scrollTop -= 400;
			const edge = box.getBoundingClientRect().top;
			const read = [...box.querySelectorAll("[data-item]")].find((item) => item.getBoundingClientRect().bottom > edge);
			const before = read?.getBoundingClientRect().top ?? 0;
			await new Promise((resolve) => setTimeout(resolve, 160));
			if (read?.isConnected) jumps.push(Math.abs(read.getBoundingClientRect().top - before));
		}
		return { whole: isWhole(), steps: jumps.length, most: Math.max(...jumps) };
	});
	expect(moved.whole).toBe(true);
	expect(moved.steps).toBeGreaterThan(5);
	expect(moved.most).toBeLessThan(2);
});

test("a mail's headers and source are read in a dialog, as characters, and kept as a file", async ({ browser }) => {
	test.slow();
	const page = await signIn(browser, "marta", { reducedMotion: "reduce" });
	await writeMail("fuente@cliente.example", "Fuente Clara", "Código: <b>ñ</b>", 'Hola <img src=x onerror="window.evil=1"> <script>window.evil=1</script>');
	await row(page, "Fuente Clara").click();
	await expect(chat(page, "Fuente Clara")).toBeVisible();
	await chat(page).getByRole("button", { name: "Acciones con el mensaje" }).first().click();
	await page.getByRole("menuitem", { name: "Cabeceras y código…" }).click();
	const dialog = page.getByRole("dialog", { name: "Mensaje original" });
	await expect(dialog).toContainText(/message-id/i);
	await expect(dialog).toContainText("Código: <b>ñ</b>");
	await expect(dialog).toContainText(/Completo: \d/);
	const address = await dialog.getByRole("link", { name: "Descargar (.eml)" }).getAttribute("href");
	expect((await page.request.get(address ?? "")).headers()["content-disposition"]).toContain("attachment");
	await dialog.getByRole("tab", { name: "Código fuente" }).click();
	await expect(dialog).toContainText("Subject:");
	expect(await page.evaluate(() => "evil" in window)).toBe(false);
	await page.keyboard.press("Escape");
	await expect(dialog).toHaveCount(0);
});

test("pictures from elsewhere are fetched once they are allowed, for this time or for the customer; links lead outside with no way back", async ({
	browser,
}) => {
	test.slow();
	const headers = [
		"From: Vera Visual <vera.visual@cliente.example>",
		"To: Soporte <soporte@example.com>",
		"Subject: Con fotos",
		"Message-ID: <con-fotos@cliente.example>",
		"Date: Fri, 06 Nov 2026 09:00:00 +0000",
		"Content-Type: text/html; charset=utf-8",
	];
	const html =
		'<p>Mira <a href="https://fuera.example/pagina">esto</a></p><img alt="Foto" width="40" height="40" src="https://fotos.example/a.png?quien=vera">';
	await sandboxOf(ownStack()).raw(`${headers.join("\r\n")}\r\n\r\n${html}\r\n`, "soporte@example.com");
	const page = await signIn(browser, "marta", { reducedMotion: "reduce" });
	const asked: Record<string, string>[] = [];
	const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
	await page.context().route("https://fotos.example/**", async (route) => {
		asked.push(await route.request().allHeaders());
		await route.fulfill({ contentType: "image/png", body: pixel });
	});
	await page.context().route("https://fuera.example/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Fuera</h1>" }));
	await row(page, "Con fotos").click();
	const original = async () => {
		await expect(chat(page, "Vera Visual")).toBeVisible();
		await chat(page).getByRole("button", { name: "Ver mensaje original" }).click();
	};
	const picture = page.frameLocator("[data-timeline] iframe").getByRole("img", { name: "Foto" });
	const isShown = () => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0);
	const blocked = chat(page).getByText(/Las imágenes externas están bloqueadas/);

	await original();
	await expect(blocked).toBeVisible();
	expect(await isShown()).toBe(false);
	expect(asked).toEqual([]);
	await lookAt(page, "mail-images-blocked", everyLook);
	await chat(page).getByRole("button", { name: "Mostrar imágenes" }).click();
	await expect.poll(isShown).toBe(true);
	await expect(blocked).toHaveCount(0);
	expect(asked.length).toBeGreaterThan(0);
	for (const { referer, cookie } of asked) expect([referer, cookie]).toEqual([undefined, undefined]);

	await test.step("for this time only, or for the customer from now on", async () => {
		await page.reload();
		await original();
		await expect(blocked).toBeVisible();
		await chat(page).getByRole("button", { name: "Siempre las de Vera Visual" }).click();
		await expect.poll(isShown).toBe(true);
		await page.reload();
		await original();
		await expect.poll(isShown).toBe(true);
		await expect(blocked).toHaveCount(0);
	});

	await test.step("a link opens outside, and what it opens cannot reach back", async () => {
		const opened = page.context().waitForEvent("page");
		await page.frameLocator("[data-timeline] iframe").getByRole("link", { name: "esto" }).click();
		const outside = await opened;
		await expect(outside.getByRole("heading", { name: "Fuera" })).toBeVisible();
		expect(await outside.evaluate(() => [window.opener, document.referrer])).toEqual([null, ""]);
	});
});

test("whom a mail went to, and where its answer goes, is read without a mouse; so is what can be done with it", async ({ browser }) => {
	test.slow();
	const headers = [
		"From: Piedad Copiada <piedad@cliente.example>",
		"To: Soporte <soporte@example.com>, almacen@socio.example",
		"Cc: =?utf-8?q?Iv=C3=A1n_Gestor?= <ivan@gestoria.example>",
		"Reply-To: Casa de Piedad <casa@cliente.example>",
		"Subject: Con copia",
		"Message-ID: <con-copia@cliente.example>",
		"Date: Fri, 06 Nov 2026 09:00:00 +0000",
	];
	await sandboxOf(ownStack()).raw(`${headers.join("\r\n")}\r\n\r\nA todos.\r\n`, "soporte@example.com");
	const page = await signIn(browser, "marta", { reducedMotion: "reduce" });
	await row(page, "Casa de Piedad").click();
	await expect(chat(page, "Casa de Piedad")).toBeVisible();
	const people = chat(page).getByRole("button", { name: /para Soporte.* CC Iván Gestor/ });
	await people.focus();
	await page.keyboard.press("Enter");
	await expect(people).toHaveAttribute("aria-expanded", "true");
	const details = chat(page).locator("header dl");
	for (const address of ["piedad@cliente.example", "almacen@socio.example", "ivan@gestoria.example", "casa@cliente.example"])
		await expect(details.getByText(address)).toBeVisible();
	await lookAt(page, "mail-details", everyLook);
	await page.keyboard.press("Enter");
	await expect(details).toHaveCount(0);

	// The menu is made as the focus comes to its button, which keeps it.
	await page.keyboard.press("Tab");
	await page.keyboard.press("Tab");
	const menu = chat(page).getByRole("button", { name: "Acciones con el mensaje" });
	await expect(menu).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(page.getByRole("menuitem", { name: "Responder", exact: true })).toBeFocused();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("menu")).toHaveCount(0);
	await expect(menu).toBeFocused();
	await page.keyboard.press("Enter");
	await page.getByRole("menuitem", { name: "Remitente y destinatarios" }).press("Enter");
	await expect(details.getByText("casa@cliente.example")).toBeVisible();

	// Nor is what a server said of one who was refused, or which address of ours it is, told to a mouse alone.
	const id = /inbox\/(\d+)/.exec(page.url())?.[1] ?? "";
	const sql = postgres(ownStack().database, { max: 1 });
	await sql`INSERT INTO messages (conversation_id, inbox_id, direction, author, channel, status, body, error_code, error_detail)
		SELECT id, inbox_id, 'out', 'operator', channel, 'sent', 'Va para todos', 'partlyRefused', 'ivan@gestoria.example: 550 5.1.1 Nobody here' FROM conversations WHERE id = ${id}`;
	await sql.end();
	await page.reload();
	await chat(page).getByText("Respuesta del proveedor").press("Enter");
	await expect(chat(page).getByText("550 5.1.1 Nobody here")).toBeVisible();
	await expect(page.locator("#details").getByText("soporte@example.com")).toBeVisible();
	await lookAt(page, "mail-refused", everyLook);
});
