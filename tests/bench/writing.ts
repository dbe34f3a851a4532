import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { until } from "../support/poll";
import type { Figure } from "./figures";

const long = 200;

/** What somebody feels who writes with a long conversation open: from a key to its letter on the screen, and until the editor takes the first one. */
export async function writing(page: Page, url: string, sql: postgres.Sql): Promise<Figure[]> {
	const [conversation] = await sql<{ id: string; inbox: number }[]>`
		SELECT id, inbox_id AS inbox FROM conversations WHERE channel = 'email' ORDER BY message_count DESC LIMIT 1`;
	if (!conversation) throw new Error("no conversation to write in");
	await sql`INSERT INTO messages (conversation_id, inbox_id, direction, author, channel, status, body)
		SELECT ${conversation.id}, ${conversation.inbox}, CASE WHEN n % 2 = 0 THEN 'in' ELSE 'out' END::direction, CASE WHEN n % 2 = 0 THEN 'customer' ELSE 'operator' END::author,
			'email', CASE WHEN n % 2 = 0 THEN 'received' ELSE 'delivered' END::delivery_status, repeat('A message of some length, as people write them. ', 1 + n % 6)
		FROM generate_series(1, ${long}) n`;
	const address = `${url}/inbox/${conversation.id}`;
	const opening = await openings(page, address);
	await wholeHistory(page);
	return [
		{ name: "key → its letter painted, 200 messages open", unit: "ms", values: await keys(page, 300), goal: 50 },
		{ name: "r → the editor takes letters, after the first load", unit: "ms", values: opening, goal: 150 },
	];
}

const editor = "[contenteditable=true][role=textbox]";

async function openings(page: Page, address: string): Promise<number[]> {
	const values: number[] = [];
	for (let i = 0; i < 11; i++) {
		await page.goto(address, { waitUntil: "networkidle" });
		const took = await page.evaluate(
			(selector) =>
				new Promise<number>((resolve) => {
					const start = performance.now();
					const look = () => (document.activeElement?.matches(selector) ? resolve(performance.now() - start) : requestAnimationFrame(look));
					document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "r", bubbles: true }));
					look();
				}),
			editor,
		);
		// The first one loads the editor.
		if (i > 0) values.push(took);
	}
	return values;
}

async function wholeHistory(page: Page): Promise<void> {
	await until(
		async () => {
			await page.evaluate(() => {
				const items = document.querySelector("[data-item]");
				items?.scrollIntoView();
			});
			return (await page.locator("[data-item]").count()) >= 150;
		},
		{ timeout: 20_000, interval: 200 },
	).catch(() => {});
}

/** From the key's own time stamp to the frame after the one that drew it. */
async function keys(page: Page, count: number): Promise<number[]> {
	await page.locator(editor).first().click();
	await page.evaluate(() => {
		const values: number[] = [];
		Object.assign(window, { keyTimes: values });
		document.addEventListener(
			"keydown",
			(event) =>
				requestAnimationFrame(() => {
					const painted = new MessageChannel();
					painted.port1.onmessage = () => values.push(performance.now() - event.timeStamp);
					painted.port2.postMessage(null);
				}),
			true,
		);
	});
	await page.keyboard.type("the quick brown fox jumps over the lazy dog and goes on ".repeat(Math.ceil(count / 56)).slice(0, count), { delay: 40 });
	return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
}
