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
	/** Of uploaded files, in their order. */
	attachmentIds: number[];
};

export const emptyStart: StartDraft = {
	channel: "email",
	recipient: null,
	subject: "",
	cc: [],
	bcc: [],
	replyTo: "main",
	text: "",
	html: null,
	attachmentIds: [],
};

export function isEmptyStart(draft: StartDraft): boolean {
	return draft.subject.trim() === "" && draft.cc.length + draft.bcc.length === 0 && !says(draft);
}

/** In words, in a picture, or in a file. */
export function says({ text, html, attachmentIds }: StartDraft): boolean {
	return text.trim() !== "" || attachmentIds.length > 0 || (html?.includes("<img") ?? false);
}

/** Why nothing can be sent on a channel; null when it can. `kind`: which address the recipient would need. */
export type Unavailable = { why: "notConnected" } | { why: "noAddress"; kind: "email" | "phone" } | null;

export function unavailable(channel: StartChannel, connected: boolean, recipient: Recipient | null): Unavailable {
	if (!connected) return { why: "notConnected" };
	const kind = channel === "email" ? "email" : "phone";
	return recipient && recipient[kind] === null ? { why: "noAddress", kind } : null;
}
