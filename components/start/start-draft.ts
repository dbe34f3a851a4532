import type { TypedAddress } from "@/components/composer/addresses";
import type { Recipient } from "@/lib/customers/create";
import type { StartChannel } from "@/lib/messages/schema";

/** All that the dialog holds. `channel` is what was chosen, which the recipient may not be reached on. */
export type StartDraft = {
	channel: StartChannel;
	recipient: Recipient | null;
	subject: string;
	cc: TypedAddress[];
	bcc: TypedAddress[];
	replyTo: "main" | "personal";
	text: string;
	html: string | null;
};

export const emptyStart: StartDraft = { channel: "email", recipient: null, subject: "", cc: [], bcc: [], replyTo: "main", text: "", html: null };

export function isEmptyStart({ subject, text, cc, bcc }: StartDraft): boolean {
	return subject.trim() === "" && text.trim() === "" && cc.length + bcc.length === 0;
}

/** Why nothing can be sent on a channel; null when it can. `kind`: which address the recipient would need. */
export type Unavailable = { why: "notConnected" } | { why: "noAddress"; kind: "email" | "phone" } | null;

export function unavailable(channel: StartChannel, connected: boolean, recipient: Recipient | null): Unavailable {
	if (!connected) return { why: "notConnected" };
	const kind = channel === "email" ? "email" : "phone";
	return recipient && recipient[kind] === null ? { why: "noAddress", kind } : null;
}
