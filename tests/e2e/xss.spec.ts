import { execFileSync } from "node:child_process";
import { type Browser, expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { alone, batches, known, payloads } from "../support/xss";
import { signIn } from "./support/operator";
import { ownStack } from "./support/own-stack";
import { test } from "./support/test";

// Text reaches PostgreSQL without NUL, as everything that comes in is stored.
const texts = alone.map((payload) => payload.replaceAll("\0", "")).filter(Boolean);

test.describe.configure({ timeout: 300_000 });

/** Counts what runs, in any frame, and in which of the frames that stand in the page itself: every payload calls one of these. */
async function watched(page: Page): Promise<{ ran: () => number; frames: Set<string> }> {
	let count = 0;
	const frames = new Set<string>();
	await page.exposeFunction("xssCanary", (frame: string) => {
		count++;
		frames.add(frame);
	});
	await page.addInitScript(() => {
		const told = () => {
			let frame: Window = window;
			while (frame.parent !== frame && frame.parent !== window.top) frame = frame.parent;
			(window.top as unknown as { xssCanary: (frame: string) => void }).xssCanary(frame.name);
			return null;
		};
		const calls = ["alert", "confirm", "prompt", "open", "log", "logChr", "logBoolean", "customLog", "execScript"];
		Object.assign(window, Object.fromEntries(calls.map((call) => [call, told])));
		Object.assign(document, { write: told, writeln: told });
	});
	// Some fetch their script, or tell of themselves: nobody outside is to be asked.
	await page.route(
		({ hostname, protocol }) => protocol.startsWith("http") && hostname !== "localhost",
		(route) => route.abort(),
	);
	page.on("dialog", (dialog) => {
		count++;
		void dialog.dismiss();
	});
	return { ran: () => count, frames };
}

/** Signed in where our own policy does not stop scripts: only what draws the text does. */
const unprotected = (browser: Browser) => signIn(browser, "lucia", { bypassCSP: true });

test("more than 6,000 payloads are known, and the harness catches a renderer that trusts them", async ({ browser }) => {
	expect(known.length).toBeGreaterThan(6000);
	const page = await browser.newPage();
	const { frames } = await watched(page);
	await page.goto("about:blank");
	const sample = known.filter((_, at) => at % 4 === 0);
	for (const [at, batch] of batches(sample, 120).entries()) {
		await page.evaluate(
			async ({ list, at }) => {
				const loaded = list.map(
					(html, index) =>
						new Promise((done) => {
							const frame = document.createElement("iframe");
							frame.name = `${at}.${index}`;
							// Some take the whole window away: here they may not.
							frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-forms");
							frame.srcdoc = html;
							frame.onload = done;
							document.body.append(frame);
						}),
				);
				const wait = (time: number) => new Promise((done) => setTimeout(done, time));
				await Promise.race([Promise.all(loaded), wait(10_000)]);
				await wait(100);
				document.body.replaceChildren();
			},
			{ list: batch, at },
		);
	}
	// Nearly half of them run in this browser; the others are for older ones, or wait for a click.
	expect(frames.size).toBeGreaterThan(sample.length / 4);
});

test("none of them runs as the HTML of a mail: not in our frame, nor where nothing but the cleaning protects", async ({ browser }) => {
	const cleaned: (string | null)[] = JSON.parse(
		execFileSync(process.execPath, ["--conditions=react-server", "--import", "tsx", "tests/e2e/support/clean-mails.ts"], {
			input: JSON.stringify(payloads),
			maxBuffer: 100_000_000,
		}).toString(),
	);
	const kept = cleaned.filter((html) => html !== null);
	expect(kept.length).toBe(payloads.length);
	const bare = await browser.newPage();
	const naked = await watched(bare);
	for (const batch of batches(kept, 500)) {
		await bare.setContent(`<!doctype html><body>${batch.map((html) => `<div>${html}</div>`).join("\n")}`, { waitUntil: "domcontentloaded" });
		const left = await bare.evaluate(() => {
			const wrong = [...document.body.querySelectorAll("*")].flatMap((element) => [
				...(/^(script|style|iframe|object|embed|form|svg|math|base|meta|link|template|input|button)$/i.test(element.tagName) ? [element.tagName] : []),
				...[...element.attributes]
					.filter(({ name, value }) => /^on/i.test(name) || /^\s*(java|vb)script:/i.test(value))
					.map(({ name, value }) => `${name}=${value}`),
			]);
			// As it is written where it is no address at all: that leads nowhere.
			for (const link of document.links) if (!/^(https?|mailto|tel):/i.test(link.href)) wrong.push(link.href);
			return wrong;
		});
		// A title may say whatever it likes.
		expect(left.filter((found) => !found.startsWith("title="))).toEqual([]);
	}
	expect(naked.ran()).toBe(0);

	const sql = postgres(ownStack().database, { max: 1, onnotice: () => {} });
	const mails = await sql<{ id: number }[]>`SELECT message_id::int AS id FROM message_mails WHERE html IS NOT NULL ORDER BY message_id LIMIT 1`;
	const id = mails[0]?.id ?? 0;
	const [{ html: before } = { html: "" }] = await sql`SELECT html FROM message_mails WHERE message_id = ${id}`;
	const page = await signIn(browser, "lucia");
	const canary = await watched(page);
	for (const batch of batches(payloads, 1500)) {
		// Not cleaned at all: the frame's own policy must hold alone.
		await sql`UPDATE message_mails SET html = ${batch.map((html) => `<div>${html.replaceAll("\0", "")}</div>`).join("\n")} WHERE message_id = ${id}`;
		await page.goto(`/api/messages/${id}/html?images=1&n=${batch.length}`, { waitUntil: "domcontentloaded" });
		await page.waitForTimeout(300);
	}
	await sql`UPDATE message_mails SET html = ${before} WHERE message_id = ${id}`;
	await sql.end();
	expect(canary.ran()).toBe(0);
});

test("none of them runs as a name, a subject, a text, a note, a file's name or a field of a customer", async ({ browser }) => {
	const sql = postgres(ownStack().database, { max: 1, onnotice: () => {} });
	const joined = batches(texts, 120).map((batch) => batch.join("\n"));
	/** A batch as one line: every payload is in every field that has one. */
	const lineOf = (batch: string) => batch.replace(/[\r\n\t\f]/g, " ");
	const line = (at: number) => (texts[(at * 37) % texts.length] ?? "").replace(/[\r\n\t\f]/g, " ");
	const [customer] = await sql<{ id: number }[]>`INSERT INTO customers (name, company, remarks, tags, fields, language) VALUES (${line(1)}, ${line(2)},
		${texts.join("\n")}, ${[line(3), line(4), line(5)]}, ${sql.json(Object.fromEntries(joined.map((value, at) => [line(at + 10), value])))}, ${'"><img src=x onerror=alert(1)>'}) RETURNING id::int`;
	const [conversation] = await sql<{ id: number }[]>`INSERT INTO conversations (customer_id, inbox_id, channel, subject, last_snippet, source, source_name)
		SELECT ${customer?.id ?? 0}, id, 'email', ${line(6)}, ${line(7)}, 'form', ${line(8)} FROM inboxes WHERE channel = 'email' AND main RETURNING id::int`;
	const shown: number[] = [];
	for (const [at, body] of joined.entries()) {
		const [message] = await sql<
			{ id: number }[]
		>`INSERT INTO messages (conversation_id, inbox_id, channel, direction, author, status, body, visible_length, sender_name, sender_address)
			SELECT c.id, c.inbox_id, 'email', 'in', 'customer', 'received', ${body}, ${Math.floor(body.length / 2)}, ${lineOf(body)}, ${line(at + 200)} FROM conversations c WHERE c.id = ${conversation?.id ?? 0} RETURNING id::int`;
		await sql`INSERT INTO message_mails (message_id, inbox_id, subject, "to", cc) SELECT ${message?.id ?? 0}, inbox_id, ${lineOf(body)},
			${sql.json([{ name: lineOf(body), address: line(at + 500) }])}, ${sql.json([{ name: lineOf(body), address: line(at + 700) }])} FROM messages WHERE id = ${message?.id ?? 0}`;
		await sql`INSERT INTO attachments (message_id, filename, content_type, size) VALUES (${message?.id ?? 0}, ${lineOf(body)}, ${line(at + 900)}, 1)`;
		const [note] = await sql<
			{ id: number }[]
		>`INSERT INTO notes (conversation_id, user_id, body) VALUES (${conversation?.id ?? 0}, 1, ${body}) RETURNING id::int`;
		shown.push(message?.id ?? 0, note?.id ?? 0);
	}
	await sql`UPDATE conversations SET last_message_id = (SELECT max(id) FROM messages WHERE conversation_id = ${conversation?.id ?? 0}) WHERE id = ${conversation?.id ?? 0}`;
	// As long as an index takes them.
	const names: string[] = [];
	for (const text of texts) {
		const [line, last] = [lineOf(text).slice(0, 600), names.at(-1)];
		if (last !== undefined && last.length + line.length < 600) names[names.length - 1] = `${last} ${line}`;
		else names.push(line);
	}
	await sql`INSERT INTO customers ${sql(names.map((name) => ({ name })))}`;
	await sql.end();

	const page = await unprotected(browser);
	const canary = await watched(page);
	await page.goto(`/inbox/${conversation?.id}`);
	const timeline = page.locator("[data-timeline]");
	await expect(timeline.locator("[data-item]").first()).toBeVisible();
	// In the page, since a fold that is open has another name.
	const unfold = () =>
		timeline.evaluate((box) => {
			for (const fold of box.querySelectorAll<HTMLElement>('button[aria-label="Mostrar el texto citado"]')) fold.click();
		});
	const seen = new Set<number>();
	await expect(async () => {
		await unfold();
		const drawn = await timeline.evaluate((box) => {
			box.scrollTo({ top: -box.scrollHeight });
			return [...box.querySelectorAll<HTMLElement>("[data-item]")].map((item) => Number(item.dataset.item));
		});
		for (const id of drawn) seen.add(id);
		expect(shown.filter((id) => !seen.has(id))).toEqual([]);
	}).toPass({ intervals: [150], timeout: 90_000 });
	await page.goto(`/customers/${customer?.id}`);
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await page.goto("/customers?sort=name");
	const scroller = page.locator("table").locator("..");
	const rows = new Set<string>();
	await expect(async () => {
		const drawn = await scroller.evaluate((box) => {
			box.scrollBy(0, box.clientHeight);
			return [...box.querySelectorAll("tbody tr")].map((row) => row.getAttribute("aria-rowindex") ?? "");
		});
		for (const row of drawn) rows.add(row);
		expect(rows.size).toBeGreaterThanOrEqual(names.length);
	}).toPass({ intervals: [80], timeout: 90_000 });
	expect(canary.ran()).toBe(0);
	expect(await page.evaluate(() => document.querySelectorAll("main img[src=x], main svg[onload], main script").length)).toBe(0);
});
