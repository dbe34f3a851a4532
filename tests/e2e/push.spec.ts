import { expect, type Page, type Worker } from "@playwright/test";
import { chat, signIn } from "./support/operator";
import { test } from "./support/test";

type Shown = { title: string; body: string; tag: string; data: { url: string } };

/**
 * The browser's own hand on our service worker: what a push service delivers, without one. A browser without a screen has no place for
 * notifications, and refuses them whatever was allowed: what the worker asks it to show is written down instead.
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
	await page.evaluate(async () => {
		await navigator.serviceWorker.register("/push-worker.js");
		await navigator.serviceWorker.ready;
	});
	const [registrationId, worker] = [await registered, await started];
	await worker.evaluate(() => {
		const scope = globalThis as unknown as { shown: unknown[]; registration: ServiceWorkerRegistration };
		scope.shown = [];
		scope.registration.showNotification = async (title, options) => void scope.shown.push({ title, ...options });
	});
	return { worker, push: (data: string) => devtools.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data }) };
}

const shown = (worker: Worker) => worker.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown);

/** As the person does who clicks the last one; answers whether it closed. Only a real click may raise a window or open one: one that is there goes to the address by this one too. */
const click = (worker: Worker) =>
	worker.evaluate(() => {
		const scope = globalThis as unknown as { shown: Shown[]; ExtendableEvent: typeof Event };
		let closed = false;
		const notification = { data: scope.shown.at(-1)?.data, close: () => (closed = true) };
		// An event that the browser did not make itself cannot be prolonged.
		globalThis.dispatchEvent(Object.assign(new scope.ExtendableEvent("notificationclick"), { notification, waitUntil: () => {} }));
		return closed;
	});

test("what is pushed is shown, under one tag for each conversation; a click closes it and opens the conversation", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	const id = await page.locator("a[data-conversation]").first().getAttribute("data-conversation");
	const { worker, push } = await pushTo(page);
	const url = new URL(`/inbox/${id}`, page.url()).href;
	await push(JSON.stringify({ title: "Giulia te ha escrito", body: "¿Dónde está?", url, tag: `conversation-${id}` }));
	await expect
		.poll(() => shown(worker))
		.toMatchObject([{ title: "Giulia te ha escrito", body: "¿Dónde está?", tag: `conversation-${id}`, renotify: true, data: { url } }]);
	expect(await click(worker)).toBe(true);
	await page.waitForURL(`**/inbox/${id}`);
	await expect(chat(page)).toBeVisible();
});

test("a push that cannot be read still shows something, and one that leads elsewhere stays here", async ({ browser }) => {
	const page = await signIn(browser, "lucia");
	const { worker, push } = await pushTo(page);
	await push("nonsense");
	await expect.poll(async () => (await shown(worker)).map(({ title }) => title)).toEqual(["Message Center"]);
	await push(JSON.stringify({ title: "Elsewhere", body: "", url: "https://evil.example/settings/profile", tag: "elsewhere" }));
	await expect.poll(async () => (await shown(worker)).length).toBe(2);
	await click(worker);
	await page.waitForURL(/localhost:\d+\/settings\/profile/);
});
