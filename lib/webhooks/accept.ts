import "server-only";
import { type WebhookProvider, webhookProviders } from "@/db/schema";
import { inbound } from "@/lib/channels/registry";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { readLimited } from "@/lib/read-limited";
import { storeWebhook } from "./store";

/** The largest request a provider may post, in bytes: a whole mail through the MIME door, a small document through the others. */
const limits = { resend: 1_000_000, twilio: 200_000, mime: 40_000_000, imap: 0 } as const satisfies Record<WebhookProvider, number>;

/**
 * Verifies a provider's request, keeps it, and answers: 200 once it is safely stored, 401 for a wrong or stale signature, 413 for too
 * many bytes, 400 for what is no such request. `path` with its query: the signature covers the public address, not what a proxy made of it.
 */
export async function acceptWebhook(name: string, path: string, request: Request): Promise<Response> {
	const provider = webhookProviders.find((known) => known === name);
	if (!provider) return new Response("no such provider", { status: 404 });
	const refuse = (status: number, reason: string) => {
		log().warn({ provider, status, reason }, "webhook refused");
		return new Response(reason, { status });
	};
	const body = await readLimited(request, limits[provider]);
	if (!body) return refuse(413, "too large");
	const raw = { url: `${env().APP_URL.replace(/\/$/, "")}${path}`, headers: Object.fromEntries(request.headers), body };
	const verdict = await inbound[provider].verify(raw);
	if (!verdict.ok) return refuse(verdict.status, verdict.reason);
	await storeWebhook(provider, verdict.externalId, raw);
	return provider === "twilio" ? new Response(emptyTwiml, { headers: { "content-type": "text/xml" } }) : new Response("ok");
}

const emptyTwiml = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
