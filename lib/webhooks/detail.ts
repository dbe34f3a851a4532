import "server-only";
import { eq, getTableColumns, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Webhook, webhooks } from "@/db/schema";

/** How much of a payload is shown, in bytes; all of it can be downloaded. */
const shownBytes = 64 * 1024;

export type WebhookDetail = Omit<Webhook, "externalId" | "headers" | "payload"> & {
	/** By name. The value is null where it is a secret. */
	headers: { name: string; value: string | null }[];
	/** Bytes of the whole payload. */
	size: number;
	/** Its beginning as text; null when it is none. */
	start: string | null;
	cut: boolean;
};

/** A stored webhook as an admin may look at it: without secrets, and no more of the payload than a page can hold. Null when there is none. */
export async function webhookDetail(id: number): Promise<WebhookDetail | null> {
	const { payload, externalId: _, ...columns } = getTableColumns(webhooks);
	const [webhook] = await db()
		.select({ ...columns, size: sql<number>`length(${payload})`, first: sql<Buffer>`substring(${payload} from 1 for ${shownBytes})` })
		.from(webhooks)
		.where(eq(webhooks.id, id));
	if (!webhook) return null;
	const { headers, first, ...rest } = webhook;
	return { ...rest, headers: maskHeaders(headers), start: textOf(first), cut: webhook.size > shownBytes };
}

/** The payload exactly as it came. Null when there is no such webhook. */
export async function webhookPayload(id: number): Promise<Pick<Webhook, "provider" | "payload"> | null> {
	const [webhook] = await db().select({ provider: webhooks.provider, payload: webhooks.payload }).from(webhooks).where(eq(webhooks.id, id));
	return webhook ?? null;
}

const secret = /authorization|signature|cookie|secret|token|password|api-?key/i;

/** Whoever knows a bearer secret can post mail in our name, and a signature goes with a body that can be posted again. */
export function maskHeaders(headers: Record<string, string>): WebhookDetail["headers"] {
	const names = Object.keys(headers).sort();
	return names.map((name) => ({ name, value: secret.test(name) ? null : visible(headers[name] ?? "") }));
}

/** The text that bytes are, without half a character at the end; null for what is no UTF-8 text. */
export function textOf(bytes: Uint8Array): string | null {
	if (bytes.includes(0)) return null;
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: true });
	const broken = text.split("\ufffd").length - 1;
	return broken > text.length / 50 ? null : visible(text);
}

/** Characters that turn the reading direction, or draw nothing, could make a payload look like another one: they show as a mark. */
function visible(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
	return text.replaceAll("\r\n", "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "\ufffd");
}
