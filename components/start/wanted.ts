import type { Recipient } from "@/lib/customers/create";

/** Whom to write to: null is nobody yet; a customer is the one from whose record it is begun. */
type Listener = (to: Recipient | null) => void;
let listener: Listener | null = null;

/** Opens the dialog in which a conversation is begun, on whatever page. */
export function openStart(to: Recipient | null = null): void {
	listener?.(to);
}

/** The one who shows it. Answers how to stop. */
export function whenStartWanted(open: Listener): () => void {
	listener = open;
	return () => {
		listener = null;
	};
}
