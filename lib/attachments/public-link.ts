import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** A provider may take hours to fetch what waits in its queue. */
const lifetimeMs = 24 * 3_600_000;

/** An address under which anybody may fetch one file until it expires: for providers that fetch what they send. */
export function publicLink(file: { id: number; filename: string }, now = Date.now()): string {
	const expires = now + lifetimeMs;
	const name = encodeURIComponent(file.filename.replace(/[^\p{L}\p{N}._ -]/gu, "_"));
	return `${env().APP_URL.replace(/\/$/, "")}/api/media/${file.id}/${name}?expires=${expires}&signature=${signature(file.id, expires)}`;
}

/** Whether a link was made by us, for this file, and still holds. */
export function checkLink(id: number, query: URLSearchParams, now = Date.now()): boolean {
	const expires = query.get("expires") ?? "";
	if (!/^\d{1,15}$/.test(expires) || Number(expires) < now) return false;
	const [given, expected] = [Buffer.from(query.get("signature") ?? ""), Buffer.from(signature(id, Number(expires)))];
	return given.length === expected.length && timingSafeEqual(given, expected);
}

function signature(id: number, expires: number): string {
	const key = createHmac("sha256", env().AUTH_SECRET).update("public link").digest();
	return createHmac("sha256", key).update(`${id}\n${expires}`).digest("base64url");
}
