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
