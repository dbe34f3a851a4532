import { idRoute } from "@/lib/id-route";
import { contentDisposition } from "@/lib/messages/file-response";
import { webhookPayload } from "@/lib/webhooks/detail";

const endings = { resend: "json", twilio: "txt", mime: "eml", imap: "eml" } as const;

/** The payload as it came, to save: whatever it holds, no browser shows it as a page of ours. An operator is told that there is none. */
export const GET = idRoute(async (id, _, user) => {
	const webhook = user.role === "admin" ? await webhookPayload(id) : null;
	if (!webhook) return null;
	return new Response(new Uint8Array(webhook.payload), {
		headers: {
			"Content-Type": "application/octet-stream",
			"Content-Disposition": contentDisposition("attachment", `webhook-${id}.${endings[webhook.provider]}`),
			"X-Content-Type-Options": "nosniff",
			"Content-Security-Policy": "default-src 'none'; sandbox",
			"Cache-Control": "private, no-store",
		},
	});
});
