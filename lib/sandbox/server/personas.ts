import "server-only";
import { bareNumber } from "./outbox";
import { bareAddress } from "./parse-mail";
import type { State } from "./state";

export type Persona = { address: string; name: string | null; kind: "email" | "phone"; at: string };

/** Who was written to or wrote lately, newest first: the customers that one can go on playing. */
export function personas(state: State, limit = 12): Persona[] {
	const found = new Map<string, Persona>();
	const add = (kind: Persona["kind"], address: string, name: string | null, at: string) => {
		// A mail without a sender is nobody's.
		if (!address) return;
		const known = found.get(address);
		found.set(address, { address, kind, name: name ?? known?.name ?? null, at: known && known.at > at ? known.at : at });
	};
	for (const mail of state.sent.values()) for (const line of mail.to) add("email", bareAddress(line), nameIn(line), mail.at);
	for (const mail of state.received.values()) add("email", bareAddress(mail.from), nameIn(mail.from), mail.at);
	for (const text of state.texts.values()) add("phone", bareNumber(text.direction === "inbound" ? text.from : text.to), text.senderName, text.at);
	return [...found.values()].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit);
}

const nameIn = (line: string) => /^"?([^"<]*?)"?\s*</.exec(line)?.[1] || null;
