import "server-only";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import type { Composed } from "./server/compose";
import type { Texted } from "./server/control-text";
import type { OutboxItem } from "./server/outbox";
import type { Persona } from "./server/personas";
import type { Delivery } from "./server/state";

export const sandboxIsOn = () => env().SANDBOX_URL !== undefined;

/** All that an address or number received from us and wrote to us, newest last. Throws sandboxOff, as all of these do, where there is no sandbox. */
export const sandboxOutbox = (address: string) => ask<OutboxItem[]>("GET", `outbox?address=${encodeURIComponent(address)}`);

/** One mail or text, or null. */
export const sandboxItem = (id: string) => ask<OutboxItem>("GET", `item/${encodeURIComponent(id)}`).catch(nullIfGone);

/** A file of a mail or text, as the customer would save it, or null. */
export async function sandboxFile(id: string, index: number): Promise<{ contentType: string; bytes: Uint8Array<ArrayBuffer> } | null> {
	const response = await send("GET", `item/${encodeURIComponent(id)}/files/${index}`).catch(nullIfGone);
	if (!response) return null;
	return { contentType: response.headers.get("content-type") ?? "application/octet-stream", bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** Who wrote or was written to lately, newest first. */
export const sandboxPersonas = () => ask<Persona[]>("GET", "personas");

/** The latest webhooks, newest first, with every attempt to deliver each. */
export const sandboxLog = (limit = 50) => ask<Delivery[]>("GET", `log?limit=${limit}`);

/** Has a customer's mail arrive. */
export const playMail = (mail: Composed) => ask<{ id: string; message_id: string; delivery: string }>("POST", "mail", mail);

/** Has a customer's SMS or WhatsApp message arrive. */
export const playText = (text: Texted) => ask<{ sid: string; delivery: string }>("POST", "text", text);

class Gone extends Error {}

function nullIfGone(error: unknown): null {
	if (error instanceof Gone) return null;
	throw error;
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
	const response = await send(method, path, body);
	return (await response.json()) as T;
}

async function send(method: string, path: string, body?: unknown): Promise<Response> {
	const { SANDBOX_URL, TWILIO_AUTH_TOKEN } = env();
	if (!SANDBOX_URL) throw new DomainError("sandboxOff");
	const response = await fetch(`${SANDBOX_URL.replace(/\/+$/, "")}/_sandbox/${path}`, {
		method,
		headers: { authorization: `Bearer ${TWILIO_AUTH_TOKEN}` },
		body: body === undefined ? null : JSON.stringify(body),
		cache: "no-store",
		signal: AbortSignal.timeout(10_000),
	});
	if (response.ok) return response;
	if (response.status === 404) throw new Gone();
	throw new Error(`the sandbox answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
}
