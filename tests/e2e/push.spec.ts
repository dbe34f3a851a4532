import { expect, type Page, type Worker } from "@playwright/test";
import postgres from "postgres";
import { chat, signIn } from "./support/operator";
import { ownStack } from "./support/own-stack";
import { test } from "./support/test";

type Shown = { title: string; body: string; tag: string; data: { url: string } };
type Scope = {
	shown?: (Shown & { close: () => void })[];
	registration: ServiceWorkerRegistration;
	ExtendableEvent: typeof Event;
	NotificationEvent: new (type: string, given: object) => Event;
};

/**
 * The browser's own hand on our service worker: what a push service delivers, without one. A whole Chromium (CHROMIUM_PATH) really shows
 * what it is asked to, and tells; the one from npm has no place for notifications, and refuses them whatever was allowed: what the worker
 * asks it to show is written down instead.
 */
async function pushTo(page: Page) {
	const origin = new URL(page.url()).origin;
	const devtools = await page.context().newCDPSession(page);
	const registered = new Promise<string>((resolve) => {
		devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
			const ours = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(origin) && !isDeleted);
			if (ours) resolve(ours.registrationId);
		});
	});
	await devtools.send("ServiceWorker.enable");
	const started = page.context().waitForEvent("serviceworker");
	const shows = await page.evaluate(async () => {
		await navigator.serviceWorker.register("/push-worker.js");
		await navigator.serviceWorker.ready;
		return Notification.permission === "granted";
	});
	const [registrationId, worker] = [await registered, await started];
	if (!shows)
		await worker.evaluate(() => {
			const scope = globalThis as unknown as Scope;
			const shown: Scope["shown"] = [];
			scope.shown = shown;
			scope.registration.showNotification = async (title, options) => {
				const notification = { title, ...options, close: () => void shown.splice(shown.indexOf(notification), 1) } as (typeof shown)[number];
				shown.push(notification);
			};
		});
	return { worker, push: (data: string) => devtools.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data }) };
}

/** What stands on the screen. */
const shown = (worker: Worker) =>
	worker.evaluate(async () => {
		const scope = globalThis as unknown as Scope;
		const all = scope.shown ?? ((await scope.registration.getNotifications()) as unknown as Shown[]);
		return all.map((one) => ({ title: one.title, body: one.body, tag: one.tag, renotify: (one as { renotify?: boolean }).renotify, data: one.data }));
	});

/** As the person does who clicks on it. Only a real click may raise a window or open one: one that is there goes to the address by this one too. */
const click = (worker: Worker, tag: string) =>
	worker.evaluate(async (tag) => {
		const scope = globalThis as unknown as Scope;
		const noted = scope.shown?.find((one) => one.tag === tag);
		const [notification = noted] = noted ? [] : await scope.registration.getNotifications({ tag });
		// An event that the browser did not make itself cannot be prolonged.
		const event = noted
			? Object.assign(new scope.ExtendableEvent("notificationclick"), { notification })
			: new scope.NotificationEvent("notificationclick", { notification });
		globalThis.dispatchEvent(Object.assign(event, { waitUntil: () => {} }));
	}, tag);

test("what is pushed is shown, under one tag for each conversation; a click closes it and opens the conversation", async ({ browser }) => {
	const page = await signIn(browser, "lucia", { permissions: ["notifications"] });
	const id = await page.locator("a[data-conversation]").first().getAttribute("data-conversation");
	const { worker, push } = await pushTo(page);
	const url = new URL(`/inbox/${id}`, page.url()).href;
	await push(JSON.stringify({ title: "Giulia te ha escrito", body: "¿Dónde está?", url, tag: `conversation-${id}` }));
	await expect
		.poll(() => shown(worker))
		.toMatchObject([{ title: "Giulia te ha escrito", body: "¿Dónde está?", tag: `conversation-${id}`, renotify: true, data: { url } }]);
	await click(worker, `conversation-${id}`);
	await page.waitForURL(`**/inbox/${id}`);
	await expect(chat(page)).toBeVisible();
	await expect.poll(() => shown(worker)).toEqual([]);
});

test("a push that cannot be read still shows something, and one that leads elsewhere stays here", async ({ browser }) => {
	const page = await signIn(browser, "lucia", { permissions: ["notifications"] });
	const { worker, push } = await pushTo(page);
	await push("nonsense");
	await expect.poll(async () => (await shown(worker)).map(({ title }) => title)).toEqual(["Message Center"]);
	await push(JSON.stringify({ title: "Elsewhere", body: "", url: "https://evil.example/settings/profile", tag: "elsewhere" }));
	await expect.poll(async () => (await shown(worker)).length).toBe(2);
	await click(worker, "elsewhere");
	await page.waitForURL(/localhost:\d+\/settings\/profile/);
});

test("whoever signs in again in the same window is pushed to again: their browser was forgotten with the session before", async ({ browser }) => {
	const page = await signIn(browser, "emma");
	const endpoint = "https://fcm.googleapis.com/fcm/send/a-browser-of-emmas";
	// What a browser says that was allowed to, which the one from npm never is.
	await page.addInitScript((endpoint) => {
		Object.defineProperty(Notification, "permission", { configurable: true, get: () => "granted" });
		const keys = { p256dh: "B".padEnd(87, "x"), auth: "a".padEnd(22, "x") };
		const pushManager = { getSubscription: async () => ({ endpoint, toJSON: () => ({ endpoint, keys }) }) };
		navigator.serviceWorker.getRegistration = async () => ({ pushManager }) as unknown as ServiceWorkerRegistration;
	}, endpoint);
	const sql = postgres(ownStack().database, { max: 1 });
	const sessions = async () => (await sql<{ id: string }[]>`SELECT session_id AS id FROM push_subscriptions WHERE endpoint = ${endpoint}`).map(({ id }) => id);
	await page.goto("/inbox");
	await expect.poll(sessions).toHaveLength(1);
	const [before] = await sessions();
	await page.getByRole("button", { name: /Emma Walsh/ }).click();
	await page.getByRole("menuitem", { name: /Sign out|Cerrar sesión/ }).click();
	await page.waitForURL(/sign-in/);
	await expect.poll(sessions).toEqual([]);
	await page.locator("input[name=email]").fill("emma@example.com");
	await page.locator("input[name=password]").fill("demo-demo-demo");
	await page.locator("button[type=submit]").click();
	await page.waitForURL("**/inbox");
	await expect.poll(sessions).toHaveLength(1);
	expect(await sessions()).not.toEqual([before]);
	await sql`DELETE FROM push_subscriptions WHERE endpoint = ${endpoint}`;
	await sql.end();
});
