import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { App } from "./options";

/** Compares in a time that tells nothing about where two texts differ. */
export function sameText(a: string, b: string): boolean {
	const digest = (text: string) => createHash("sha256").update(text).digest();
	return timingSafeEqual(digest(a), digest(b));
}

/** Whether `claimed` is the HMAC-SHA256 of `text`, in hexadecimal, by the application's secret. */
export function isSignature(app: App, text: string, claimed: string): boolean {
	return sameText(createHmac("sha256", app.secret).update(text).digest("hex"), claimed);
}

/** Whether `auth`, the `key:signature` that clients pass on, signs these parts joined by colons. */
export function isAuthorized(app: App, parts: readonly string[], auth: string): boolean {
	const [key = "", signature = "", ...rest] = auth.split(":");
	return rest.length === 0 && sameText(key, app.key) && isSignature(app, parts.join(":"), signature);
}
