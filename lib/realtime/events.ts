import * as z from "zod/mini";

const conversationId = z.int();

/** Everything that is ever published: ids, never contents. The client asks again for what it may see. */
export const realtimeEvents = {
	/** A conversation's row, its timeline or its details are no longer what they were. `messageId`: which message came or changed its status. */
	"conversation.changed": z.object({ conversationId, messageId: z.optional(z.int()) }),
	/** The same of many at once; on a user's own channel: what they have read there. */
	"conversations.changed": z.object({ conversationIds: z.array(conversationId) }),
	/** What one user has read changed, in another window of theirs. Null: everything. */
	"reads.changed": z.object({ conversationId: z.nullable(conversationId) }),
	"customer.changed": z.object({ customerId: z.int() }),
} as const;
export type RealtimeEvents = { [K in keyof typeof realtimeEvents]: z.infer<(typeof realtimeEvents)[K]> };
export type RealtimeEventName = keyof RealtimeEvents;

/** Heard by everybody signed in. */
export const staffChannel = "private-staff";
/** Heard by one user, in all their windows. */
export const userChannel = (userId: number) => `private-user-${userId}`;
/** Who is looking at a conversation, and who types (client events). */
export const conversationChannel = (id: number) => `presence-conversation-${id}`;
