import * as z from "zod/mini";
import { ways } from "./choices";

const id = z.int().check(z.positive());

/** Which of the own notifications count as read: one, those of a conversation, or all. */
export const readSchema = z.object({ notificationId: z.optional(id), conversationId: z.optional(id) });
export const testSchema = z.object({ by: z.enum(ways) });

/** As `PushSubscription.toJSON()` writes it; the keys are of RFC 8291. */
export const subscriptionSchema = z.object({
	endpoint: z.url().check(z.maxLength(2000)),
	keys: z.object({
		p256dh: z.string().check(z.regex(/^[\w-]{86,88}=?$/)),
		auth: z.string().check(z.regex(/^[\w-]{21,24}={0,2}$/)),
	}),
});
export const endpointSchema = z.object({ endpoint: z.string().check(z.maxLength(2000)) });
