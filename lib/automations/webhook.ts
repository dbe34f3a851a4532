import "server-only";
import { createHmac } from "node:crypto";
import type { Automation, AutomationRun } from "@/db/schema";
import { guardedPost } from "@/lib/guarded-post";
import { unseal } from "@/lib/secrets";

/**
 * Tells another program that an automation ran: ids only, signed as Standard Webhooks say. The same `webhook-id` however often it is tried.
 * Throws on anything but success.
 */
export async function callWebhook(url: string, run: AutomationRun, automation: Automation): Promise<{ status: number }> {
	const id = `automation-${run.id}-${run.done}`;
	const timestamp = String(Math.floor(Date.now() / 1000));
	const { conversationId, customerId, messageId, startedAt } = run;
	const data = { automation: { id: automation.id, name: automation.name }, trigger: automation.trigger.type, conversationId, customerId, messageId };
	const body = JSON.stringify({ type: "automation.ran", timestamp: startedAt.toISOString(), data });
	const key = Buffer.from(unseal(automation.sealedSecret).replace(/^whsec_/, ""), "base64");
	const signature = `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
	const { status } = await guardedPost(url, {
		headers: { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature },
		body,
		timeoutMs: 10_000,
		maxBytes: 64_000,
	});
	if (status < 200 || status > 299) throw new Error(`answered ${status}`);
	return { status };
}
