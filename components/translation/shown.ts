import { useSyncExternalStore } from "react";

const keyOf = (conversationId: number) => `original:${conversationId}`;
const listeners = new Set<() => void>();

function read(conversationId: number): boolean {
	try {
		return localStorage.getItem(keyOf(conversationId)) === "1";
	} catch {
		return false;
	}
}

/** Whether a conversation is read in the original; remembered in this browser. */
export function useOriginals(conversationId: number): [boolean, (original: boolean) => void] {
	const original = useSyncExternalStore(
		(listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		() => read(conversationId),
		() => false,
	);
	const set = (wanted: boolean) => {
		try {
			if (wanted) localStorage.setItem(keyOf(conversationId), "1");
			else localStorage.removeItem(keyOf(conversationId));
		} catch {}
		for (const listener of listeners) listener();
	};
	return [original, set];
}
