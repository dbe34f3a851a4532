import "server-only";
import { createHmac } from "node:crypto";
import { z } from "zod";
import { guardedPost } from "@/lib/guarded-post";
import type { Action } from "./script";
import type { Situation } from "./situation";

const answered = z.object({
	actions: z
		.array(
			z.discriminatedUnion("type", [
				z.object({ type: z.literal("say"), text: z.string().trim().min(1).max(4_000) }),
				z.object({ type: z.literal("collect"), field: z.string().trim().min(1).max(60), value: z.string().trim().min(1).max(200) }),
				z.object({ type: z.literal("handOff") }),
				z.object({ type: z.literal("flag") }),
				z.object({ type: z.literal("archive") }),
			]),
		)
		.max(10),
});

type Call = { id: string; chatbot: { id: number; name: string } };

/** Asks another program what to do: a signed POST (Standard Webhooks), the actions in its answer. Throws on anything else. */
export async function callOut(url: string, secret: string, { id, chatbot }: Call, situation: Situation): Promise<Action[]> {
	const body = JSON.stringify({ chatbot, ...situation });
	const timestamp = String(Math.floor(Date.now() / 1000));
	const signature = `v1,${createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
	const { status, text } = await guardedPost(url, {
		headers: { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature },
		body,
		timeoutMs: 15_000,
		maxBytes: 64_000,
	});
	if (status !== 200) throw new Error(`answered ${status}`);
	return answered.parse(JSON.parse(text)).actions;
}
