/**
 * Everything that is ever published: ids, never contents. The client asks again for what it may see. Both ends read events through this
 * table; it is not zod's, which would weigh more in every browser than the rest of the realtime code.
 */
export const realtimeEvents = {
	/** A conversation's row, its timeline or its details are no longer what they were. `messageId`: which message came or changed its status. */
	"conversation.changed": { conversationId: "id", messageId: "optional id" },
	/** The same of many at once; on a user's own channel: what they have read there. */
	"conversations.changed": { conversationIds: "ids" },
	/** What one user has read changed, in another window of theirs. Null: everything. */
	"reads.changed": { conversationId: "id or null" },
	/** On a user's own channel: there is something to tell them, or it was read in another window. */
	"notifications.changed": { userId: "id" },
	"customer.changed": { customerId: "id" },
	/** An inbox, or whether mail is taken in, is no longer what it was. */
	"inboxes.changed": {},
	/** A chatbot was added, changed, turned on or off. */
	"chatbots.changed": {},
	/** On a user's own channel: what they are writing there changed in another window of theirs. Null: the conversation has not begun. */
	"draft.changed": { conversationId: "id or null" },
	/** On a user's own channel: a first message of theirs that waited went out, could not, or was put off or dropped. */
	"outgoing.changed": { outgoingId: "id" },
} as const;

type Kinds = { id: number; ids: number[]; "optional id": number; "id or null": number | null };
type Payload<F> = { [K in keyof F as F[K] extends "optional id" ? never : K]: Kinds[F[K] & keyof Kinds] } & {
	[K in keyof F as F[K] extends "optional id" ? K : never]?: number;
};
export type RealtimeEventName = keyof typeof realtimeEvents;
export type RealtimeEvents = { [N in RealtimeEventName]: Payload<(typeof realtimeEvents)[N]> };

/** The fields of an event, and only those; null when one is missing or not an id. */
export function readEvent<N extends RealtimeEventName>(name: N, data: unknown): RealtimeEvents[N] | null {
	if (typeof data !== "object" || data === null) return null;
	const payload: Record<string, unknown> = {};
	for (const [field, kind] of Object.entries(realtimeEvents[name])) {
		const value = (data as Record<string, unknown>)[field];
		if (value === undefined && kind === "optional id") continue;
		if (!isOf(kind, value)) return null;
		payload[field] = value;
	}
	return payload as RealtimeEvents[N];
}

function isOf(kind: keyof Kinds, value: unknown): boolean {
	if (kind === "ids") return Array.isArray(value) && value.every(Number.isSafeInteger);
	return Number.isSafeInteger(value) || (value === null && kind === "id or null");
}

/** Heard by everybody signed in. */
export const staffChannel = "private-staff";
/** Heard by one user, in all their windows. */
export const userChannel = (userId: number) => `private-user-${userId}`;
/** Who is looking at a conversation, and who types (client events). */
export const conversationChannel = (id: number) => `presence-conversation-${id}`;
