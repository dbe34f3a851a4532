/** `signedOut`: the server knows no session of this browser any more; signed in again, in whichever window, everything is heard again. */
export type ConnectionState = "connecting" | "online" | "offline" | "signedOut";
/** `reconnected` is said instead of `online` when something may have been missed: whoever shows data asks for it again. */
export type ConnectionChange = Exclude<ConnectionState, "connecting"> | "reconnected";

type Handler = (change: ConnectionChange) => void;

let state: ConnectionState = "connecting";
const handlers = new Set<Handler>();

/** Whether everything that is listened to is heard just now. */
export const connectionState = (): ConnectionState => state;

/** Tells of every change from now on. Returns how to stop. */
export function onConnection(handler: Handler): () => void {
	handlers.add(handler);
	return () => void handlers.delete(handler);
}

export function announce(next: Exclude<ConnectionState, "connecting">): void {
	if (next === state) return;
	const change = next === "online" && state !== "connecting" ? "reconnected" : next;
	state = next;
	for (const handler of [...handlers]) handler(change);
}

export function forgetConnection(): void {
	state = "connecting";
}
