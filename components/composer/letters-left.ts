import type { Mode } from "./drafts";

/** Where this browser keeps what could not be sent yet: one place for each user, conversation and mode. */
export function outboxKey(userId: number, conversationId: number, mode: Mode): string {
	return `outbox:${userId}:${conversationId}:${mode}`;
}

export type LeftPlace = { key: string; conversationId: number; mode: Mode };

/** Where there is something of a user's that could not be sent yet. */
export function placesLeft(userId: number, keys: string[]): LeftPlace[] {
	return keys.flatMap((key) => {
		const [, id, mode] = new RegExp(`^outbox:${userId}:(\\d+):(reply|note)$`).exec(key) ?? [];
		return id && mode ? [{ key, conversationId: Number(id), mode: mode as Mode }] : [];
	});
}

export function storedKeys(): string[] {
	try {
		return Object.keys(window.localStorage);
	} catch {
		return [];
	}
}
