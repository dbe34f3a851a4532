import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import postgres from "postgres";
import { lookAt } from "./support/looks";
import { chat, row, signIn } from "./support/operator";
import { ownStack } from "./support/own-stack";
import { writeMail } from "./support/sandbox";
import { test } from "./support/test";

type Printed = { pages: string[]; images: number };

/** What a printed page says, read back from the PDF that the browser makes of it. */
async function printed(page: Page): Promise<Printed> {
	const document = await getDocument({ data: new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true })), verbosity: 0 }).promise;
	const pages: string[] = [];
	let images = 0;
	for (let number = 1; number <= document.numPages; number++) {
		const sheet = await document.getPage(number);
		const { items } = await sheet.getTextContent();
		pages.push(
			items
				.map((item) => ("str" in item ? item.str : ""))
				.join(" ")
				.replace(/\s+/g, " "),
		);
		images += (await sheet.getOperatorList()).fnArray.filter((operation) => operation === OPS.paintImageXObject).length;
	}
	await document.destroy();
	return { pages, images };
}

test("the whole history is printed with what it is, page by page; notes only where they are asked for", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	await writeMail("impresa@cliente.example", "Impresa", "Para imprimir", "<script>window.evil=1</script> Texto del cliente");
	await row(page, "Para imprimir").click();
	await expect(chat(page, "Impresa")).toBeVisible();
	const id = page.url().match(/inbox\/(\d+)/)?.[1];
	await page.keyboard.press("n");
	await page.keyboard.type("canariointerno: no sale de casa");
	await page.keyboard.press("ControlOrMeta+Enter");
	await expect(chat(page)).toContainText("canariointerno");

	const opened = page.context().waitForEvent("page");
	await page.keyboard.press("Escape");
	await page.keyboard.press("p");
	const paper = await opened;
	await paper.waitForURL(`**/inbox/${id}/print`);
	await expect(paper.getByRole("heading", { level: 1 })).toHaveText("Para imprimir");
	expect(await paper.content()).not.toContain("canariointerno");
	expect(await paper.evaluate(() => "evil" in window)).toBe(false);
	const { violations } = await new AxeBuilder({ page: paper }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
	expect(violations.map(({ id }) => id)).toEqual([]);

	const without = await printed(paper);
	const said = without.pages.join(" ");
	for (const text of ["Para imprimir", "Impresa", "impresa@cliente.example", "Texto del cliente", "sin notas internas", "1 mensaje"])
		expect(said).toContain(text);
	expect(said).toContain("<script>window.evil=1</script>");
	expect(said).not.toContain("canariointerno");
	expect(said).not.toContain("Con notas e historial internos");
	expect(without.pages[0]).toContain(`1 / ${without.pages.length}`);
	expect(without.pages[0]).toContain(`Conversación ${id} con Impresa`);

	await paper.getByRole("link", { name: /Con notas/ }).click();
	await expect(paper.getByText("canariointerno")).toBeVisible();
	await paper.screenshot({ path: "test-results/pages/print.png", fullPage: true });
	const withNotes = (await printed(paper)).pages.join(" ");
	expect(withNotes).toContain("Nota interna");
	expect(withNotes).toContain("canariointerno");
	expect(withNotes).toContain("con notas internas: no entregar fuera");
	const anonymous = await (await browser.newContext()).newPage();
	await anonymous.goto(`/inbox/${id}/print?notes=1`);
	await anonymous.waitForURL(/sign-in/);
	expect((await page.goto("/inbox/999999/print"))?.status()).toBe(404);
});

test("pictures stand where they were sent, in a demo conversation that has some", async ({ browser }) => {
	const sql = postgres(ownStack().database, { max: 1 });
	const [found] = await sql<
		{ id: string; filename: string }[]
	>`SELECT m.conversation_id AS id, a.filename FROM attachments a JOIN messages m ON m.id = a.message_id
		WHERE a.content_type IN ('image/png', 'image/jpeg') AND a.storage_key IS NOT NULL LIMIT 1`;
	await sql.end();
	const page = await signIn(browser, "lucia");
	await page.goto(`/inbox/${found?.id}/print`);
	await page.waitForLoadState("networkidle");
	const { pages, images } = await printed(page);
	expect(images).toBeGreaterThan(0);
	expect(pages.join(" ")).toContain(found?.filename);
	await page.screenshot({ path: "test-results/pages/print-pictures.png", fullPage: true });
});

for (const count of [500, 5000])
	test(`a history of ${count} messages is printed whole`, async ({ browser }) => {
		const sql = postgres(ownStack().database, { max: 1 });
		const [conversation] = await sql<{ id: string; inbox: number; channel: string }[]>`INSERT INTO conversations (customer_id, inbox_id, channel, subject)
			SELECT (SELECT min(id) FROM customers), id, channel, 'Larga' FROM inboxes WHERE channel = 'email' ORDER BY id LIMIT 1 RETURNING id, inbox_id AS inbox, channel`;
		if (!conversation) throw new Error("no conversation");
		await sql`INSERT INTO messages (conversation_id, inbox_id, direction, author, channel, status, body, created_at)
			SELECT ${conversation.id}, ${conversation.inbox}, 'in', 'customer', 'email', 'received', 'mensaje numero ' || i || ' ya', now() - make_interval(hours => ${count} - i)
			FROM generate_series(1, ${count}) i`;
		await sql.end();
		const page = await signIn(browser, "lucia");
		const began = Date.now();
		await page.goto(`/inbox/${conversation.id}/print`);
		const loaded = Date.now() - began;
		const { pages } = await printed(page);
		console.log(`${count} messages: loaded in ${loaded} ms, ${pages.length} pages`);
		const said = pages.join(" ");
		for (let i = 1; i <= count; i++) expect(said).toContain(`mensaje numero ${i} ya`);
		expect(pages.at(-1)).toContain(`${pages.length} / ${pages.length}`);
		for (const sheet of pages) expect(sheet).toContain(`Conversación ${conversation.id} con `);
	});

test("the page before printing fits a phone, light and dark", async ({ browser }) => {
	const page = await signIn(browser, "lucia", { viewport: { width: 360, height: 780 }, reducedMotion: "reduce" });
	const id = await page.locator("a[data-conversation]").first().getAttribute("data-conversation");
	await page.goto(`/inbox/${id}/print?notes=1`);
	await lookAt(page, "print", [
		{ width: 360, theme: "light", picture: true },
		{ width: 360, theme: "dark", picture: true },
	]);
});
