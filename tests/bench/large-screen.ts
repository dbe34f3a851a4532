import type { Locator, Page } from "@playwright/test";
import postgres from "postgres";
import { signedInUser } from "../e2e/support/people";
import { type Stack, startStack } from "../e2e/support/stack";
import { openBrowser, operatorsPage } from "./browser";
import { type Figure, printFigures, timed } from "./figures";

/** The product on a large database: its list over HTTP, and in a browser that scrolls through it and opens its longest conversation in the middle. */
export async function measureLargeScreen(database: string, size: number): Promise<void> {
	const stack = await startStack({ on: database });
	const sql = postgres(database, { max: 1, onnotice: () => {} });
	const browser = await openBrowser();
	try {
		const { cookie } = await signedInUser(sql, stack.env.AUTH_SECRET ?? "", "Bench");
		const page = await operatorsPage(stack, browser, cookie);
		const figures = [
			...(await overHttp(stack, cookie)),
			...(await scrolling(page, stack)),
			...(await jumping(page, stack, sql)),
			...(await reading(page, stack, sql)),
		];
		printFigures(`Screen at ${size.toLocaleString("en")} conversations`, figures);
	} finally {
		await browser.close();
		await sql.end();
		await stack.stop();
	}
}

async function overHttp({ url }: Stack, cookie: string): Promise<Figure[]> {
	const get = async (path: string) => {
		const response = await fetch(`${url}${path}`, { headers: { cookie } });
		if (!response.ok) throw new Error(`${path} answered ${response.status}`);
		await response.text();
	};
	const pages = [
		["the inbox, whole page over HTTP", "/inbox"],
		["the archive, whole page over HTTP", "/inbox?tab=archived"],
		["a page of the list over HTTP", "/api/conversations?tab=archived&flagged=1"],
	] as const;
	const figures: Figure[] = [];
	for (const [name, path] of pages) {
		await timed(5, () => get(path));
		figures.push({ name, unit: "ms", values: await timed(40, () => get(path)), goal: 60 });
	}
	return figures;
}

const rowsToScroll = 2000;
const messagesToRead = 3000;

/** Turns the wheel until two thousand rows have gone by. */
async function scrolling(page: Page, { url }: Stack): Promise<Figure[]> {
	await page.goto(`${url}/inbox?tab=archived`, { waitUntil: "networkidle" });
	await watchFrames(page);
	const rows = page.locator("a[data-conversation]");
	await rows.first().hover();
	const alive: number[] = [];
	let place = 0;
	for (let turn = 0; place < rowsToScroll && turn < 3000; turn++) {
		await page.mouse.wheel(0, 700);
		const now = await page.evaluate(async () => {
			await new Promise(requestAnimationFrame);
			const items = [...document.querySelectorAll("li[aria-posinset]")];
			return { alive: items.length, place: Math.max(0, ...items.map((item) => Number(item.getAttribute("aria-posinset")))) };
		});
		alive.push(now.alive);
		place = now.place;
	}
	if (place < rowsToScroll) throw new Error(`only ${place} rows went by`);
	return [
		{ name: `scrolling ${place} rows: script of the longest frame`, unit: "ms", values: [await longestFrame(page)], goal: 50 },
		{ name: "… rows alive at most", unit: "", values: [Math.max(...alive)], goal: 60 },
	];
}

/** Turns the wheel upwards through the longest conversation, from its newest message on. */
async function reading(page: Page, { url }: Stack, sql: postgres.Sql): Promise<Figure[]> {
	const [longest] = await sql<{ id: string; count: number }[]>`SELECT id, message_count AS count FROM conversations ORDER BY message_count DESC LIMIT 1`;
	await page.goto(`${url}/inbox/${longest?.id}`, { waitUntil: "networkidle" });
	await watchFrames(page);
	const timeline = page.locator("[data-timeline]");
	await timeline.hover();
	const seen = new Set<string>();
	const alive: number[] = [];
	for (let turn = 0; seen.size < Math.min(messagesToRead, longest?.count ?? 0) && turn < 5000; turn++) {
		await page.mouse.wheel(0, -900);
		const items = await timeline.evaluate(async (box) => {
			await new Promise(requestAnimationFrame);
			return [...box.querySelectorAll("[data-item]")].map((item) => item.getAttribute("data-item") ?? "");
		});
		alive.push(items.length);
		for (const item of items) seen.add(item);
	}
	return [
		{
			name: `reading back ${seen.size} of ${longest?.count.toLocaleString("en")} messages: script of the longest frame`,
			unit: "ms",
			values: [await longestFrame(page)],
			goal: 50,
		},
		{ name: "… messages alive at most", unit: "", values: [Math.max(...alive)], goal: 150 },
		{ name: "… pixels that what is read moves by itself when older ones come", unit: "", values: await jumps(timeline), goal: 1 },
	];
}

/** Puts the reader near the oldest message that is there, and watches the first one in sight while older ones are put before it. */
async function jumps(timeline: Locator): Promise<number[]> {
	return timeline.evaluate(async (box) => {
		const moved: number[] = [];
		for (let i = 0; i < 20; i++) {
			box.scrollTop = 300 - (box.scrollHeight - box.clientHeight);
			const edge = box.getBoundingClientRect().top;
			const first = [...box.querySelectorAll("[data-item]")].find((item) => item.getBoundingClientRect().bottom > edge);
			const before = first?.getBoundingClientRect().top ?? 0;
			await new Promise((done) => setTimeout(done, 700));
			moved.push(first?.isConnected ? Math.abs(first.getBoundingClientRect().top - before) : 9999);
		}
		return moved;
	});
}

/** Milliseconds of script in each frame that took long; shorter ones are not reported. */
async function watchFrames(page: Page): Promise<void> {
	await page.evaluate(() => {
		const scripts: number[] = [];
		Object.assign(window, { scripts });
		new PerformanceObserver((list) => {
			for (const frame of list.getEntries() as (PerformanceEntry & { scripts: { duration: number }[] })[])
				scripts.push(frame.scripts.reduce((sum, { duration }) => sum + duration, 0));
		}).observe({ type: "long-animation-frame" });
	});
}

const longestFrame = async (page: Page) => Math.max(0, ...(await page.evaluate(() => (window as unknown as { scripts: number[] }).scripts)));

/** From a click on a hit to its message on the screen, in the longest conversation. */
async function jumping(page: Page, { url }: Stack, sql: postgres.Sql): Promise<Figure[]> {
	const [message] = await sql<{ id: string; conversation: string; count: number; customer: string }[]>`
		SELECT m.id, c.id AS conversation, c.message_count AS count, m.conversation_id AS customer FROM conversations c
		CROSS JOIN LATERAL (SELECT id, conversation_id FROM messages WHERE conversation_id = c.id ORDER BY id OFFSET c.message_count / 2 LIMIT 1) m
		WHERE c.id = (SELECT id FROM conversations ORDER BY message_count DESC LIMIT 1)`;
	if (!message) throw new Error("no conversation");
	const values = await timed(5, async () => {
		await page.goto(`${url}/inbox/${message.conversation}?at=${message.id}`);
		await page.waitForFunction((id) => {
			const { top = 0, bottom = 0 } = document.querySelector(`[data-item="${id}"]`)?.getBoundingClientRect() ?? {};
			return top < innerHeight && bottom > 0;
		}, message.id);
	});
	await page.screenshot({ path: "test-results/pages/longest-conversation.png" });
	return [{ name: `address → its message in the middle of ${message.count.toLocaleString("en")} shown`, unit: "ms", values }];
}
