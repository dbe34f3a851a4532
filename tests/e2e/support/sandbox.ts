import { parseEnv } from "@/lib/env";
import type { OutboxItem } from "@/lib/sandbox/server/outbox";
import { ownStack } from "./own-stack";
import type { Stack } from "./stack";

type Counts = { webhooks_pending: number; webhooks_given_up: number; mails_received: number; texts_received: number };

/** The customers' side of a running stack. */
export function sandboxOf({ env }: Pick<Stack, "env">) {
	const { SANDBOX_URL, TWILIO_AUTH_TOKEN } = parseEnv(env);
	async function control<T>(path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${SANDBOX_URL}/_sandbox/${path}`, {
			method: body === undefined ? "GET" : "POST",
			headers: { authorization: `Bearer ${TWILIO_AUTH_TOKEN}`, "content-type": "application/json" },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	}
	return {
		mail: (from: string, to: string, text: string, more: { subject?: string; fromName?: string; html?: string } = {}) =>
			control("mail", { fromName: from.split("@")[0], subject: "Order", from, to, text, ...more }),
		/** A mail as its bytes are. */
		raw: (source: string, to: string) => control("mail", { raw: Buffer.from(source).toString("base64"), envelopeTo: [to] }),
		text: (from: string, to: string, body: string) => control("text", { from, to, body, channel: "sms" }),
		counts: () => control<Counts>("state"),
		/** What reached an address or number. */
		received: async (address: string) =>
			(await control<OutboxItem[]>(`outbox?address=${encodeURIComponent(address)}`)).filter((item) => item.direction === "received"),
	};
}

/** A customer writes to the main inbox, with a program that sends text and HTML. */
export async function writeMail(address: string, name: string, subject: string, text: string): Promise<void> {
	const html = `<div dir="ltr">${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>")}</div>`;
	await sandboxOf(ownStack()).mail(address, "soporte@example.com", text, { fromName: name, subject, html });
}
