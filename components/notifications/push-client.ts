"use client";

import { subscribe, unsubscribe } from "@/lib/notifications/actions";

export type PushState = "on" | "off" | "denied" | "unsupported";

const worker = "/push-worker.js";

/** Whether this browser is pushed to, could be, or never will be. */
export async function pushState(): Promise<PushState> {
	if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unsupported";
	if (Notification.permission === "denied") return "denied";
	return (await subscription()) ? "on" : "off";
}

/** Asks the person, then the browser's push service, then tells the server. Throws when the browser cannot. */
export async function turnPushOn(key: string): Promise<PushState | { refused: string }> {
	if ((await Notification.requestPermission()) !== "granted") return Notification.permission === "denied" ? "denied" : "off";
	await navigator.serviceWorker.register(worker);
	const registration = await navigator.serviceWorker.ready;
	// One that was made for another key of ours would be refused for ever.
	await (await subscription())?.unsubscribe();
	const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
	return tell(made);
}

export async function turnPushOff(): Promise<PushState> {
	const known = await subscription();
	if (!known) return "off";
	await unsubscribe({ endpoint: known.endpoint });
	await known.unsubscribe();
	return "off";
}

/** After signing in again the server has forgotten this browser, but the browser not the server. */
export async function renewPush(): Promise<void> {
	const known = (await pushState()) === "on" ? await subscription() : null;
	if (known) await tell(known);
}

async function subscription(): Promise<PushSubscription | null> {
	const registration = await navigator.serviceWorker.getRegistration(worker);
	return (await registration?.pushManager.getSubscription()) ?? null;
}

async function tell(made: PushSubscription): Promise<PushState | { refused: string }> {
	const { endpoint, keys } = made.toJSON();
	const result = await subscribe({ endpoint: endpoint ?? "", keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" } });
	return result.ok ? "on" : { refused: result.error };
}
