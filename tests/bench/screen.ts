import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import postgres from "postgres";
import twilio from "twilio";
import { parseEnv } from "@/lib/env";
import { signedInUser } from "../e2e/support/people";
import { type Stack, startStack } from "../e2e/support/stack";
import { until } from "../support/poll";
import { watchRows } from "./arrivals";
import { openBrowser, operatorsPage } from "./browser";
import { type Figure, printFigures, timed } from "./figures";
import { mailArrival } from "./mail";
import { writing } from "./writing";

const number = "+34911000417";

/** What an operator feels: how soon a message is on the screen, how soon a click shows a conversation, how much JavaScript a first visit costs. */
/** `alone`: one part of it. */
export async function measureScreen(alone?: "mail" | "writing"): Promise<void> {
	const stack = await startStack();
	const sql = postgres(stack.env.DATABASE_URL ?? "", { onnotice: () => {} });
	const browser = await openBrowser();
	try {
		const page = await operatorsPage(stack, browser, (await signedInUser(sql, stack.env.AUTH_SECRET ?? "", "Bench")).cookie);
		const parts = {
			mail: () => mailArrival(page, stack, sql),
			writing: () => writing(page, stack.url, sql),
		};
		const figures = alone ? await parts[alone]() : [...(await others(page, stack, sql)), ...(await parts.mail()), ...(await parts.writing())];
		printFigures("Screen", figures);
	} finally {
		await browser.close();
		await sql.end();
		await stack.stop();
	}
}

async function others(page: Page, stack: Stack, sql: postgres.Sql): Promise<Figure[]> {
	return [...(await firstLoad(page, stack)), await acknowledgement(stack), await arrival(page, stack, sql), await opening(page)];
}

/** Bytes of JavaScript, gzipped, that a first visit loads until the page is quiet. */
async function firstLoad(page: Page, stack: Stack): Promise<Figure[]> {
	const measure = async (path: string) => {
		const scripts = new Set<string>();
		page.on("response", (response) => response.request().resourceType() === "script" && scripts.add(response.url()));
		await page.goto(`${stack.url}${path}`, { waitUntil: "networkidle" });
		page.removeAllListeners("response");
		const sizes = await Promise.all([...scripts].map(async (url) => gzipSync(await (await fetch(url)).text()).length));
		return sizes.reduce((sum, size) => sum + size, 0) / 1024;
	};
	await page.goto(`${stack.url}/inbox`);
	const href = await page.locator("a[data-conversation]").first().getAttribute("href");
	return [
		{ name: "JavaScript of the inbox, first load", unit: "KB", values: [await measure("/inbox")], goal: 250 },
		{ name: "JavaScript of the inbox with a conversation open", unit: "KB", values: [await measure(href ?? "/inbox")] },
	];
}

function signedText(stack: Stack, from: string, body: string): () => Promise<Response> {
	const { TWILIO_AUTH_TOKEN = "", APP_URL } = parseEnv(stack.env);
	const path = `${APP_URL}/api/webhooks/twilio`;
	const form = { MessageSid: `SM${crypto.randomUUID().replaceAll("-", "")}`, AccountSid: "AC0", From: from, To: number, Body: body, NumMedia: "0" };
	const signature = twilio.getExpectedTwilioSignature(TWILIO_AUTH_TOKEN, path, form);
	return () => fetch(path, { method: "POST", body: new URLSearchParams(form), headers: { "x-twilio-signature": signature } });
}

async function acknowledgement(stack: Stack): Promise<Figure> {
	await signedText(stack, "+34610002000", "warm")();
	const values = await timed(200, (i) => signedText(stack, `+346100${20_000 + (i % 20)}`, `ack ${i}`)());
	return { name: "webhook stored and acknowledged", unit: "ms", values, goal: 50 };
}

/** From posting the webhook to the text in the list of an operator who just looks. */
async function arrival(page: Page, stack: Stack, sql: postgres.Sql): Promise<Figure> {
	await until(async () => (await sql`SELECT 1 FROM webhooks WHERE state <> 'processed' LIMIT 1`).length === 0, { timeout: 60_000 });
	await page.goto(`${stack.url}/inbox`, { waitUntil: "networkidle" });
	const seen = await watchRows(page, "arrival");
	const values: number[] = [];
	for (let i = 0; i < 40; i++) {
		const send = signedText(stack, `+346100${30_000 + i}`, `arrival-${i}.`);
		const start = Date.now();
		const { status } = await send();
		if (status !== 200) throw new Error(`the webhook was answered ${status}`);
		values.push((await seen(i)) - start);
	}
	return { name: "webhook posted → row on another operator's screen", unit: "ms", values, goal: 300 };
}

/** From a click's own time stamp to the frame after the one that drew the conversation. */
async function opening(page: Page): Promise<Figure> {
	const rows = page.locator("a[data-conversation]");
	const values: number[] = [];
	for (let i = 0; i < 20; i++) {
		const row = rows.nth(3 + (i % 6));
		const name = (await row.locator("span.truncate").first().textContent()) ?? "";
		const shown = page.evaluate(untilShown, name);
		await row.click();
		values.push(await shown);
	}
	return { name: "click on a row → its conversation shown", unit: "ms", values, goal: 100 };
}

/** Runs in the page. */
function untilShown(name: string): Promise<number> {
	return new Promise((resolve) => {
		document.addEventListener(
			"click",
			({ timeStamp }) =>
				new MutationObserver((_, observer) => {
					if (![...document.querySelectorAll("section[aria-label]")].some((section) => section.ariaLabel?.endsWith(name))) return;
					observer.disconnect();
					requestAnimationFrame(() => {
						const painted = new MessageChannel();
						painted.port1.onmessage = () => resolve(performance.now() - timeStamp);
						painted.port2.postMessage(null);
					});
				}).observe(document.body, { childList: true, subtree: true, attributes: true }),
			{ once: true, capture: true },
		);
	});
}
