import type { AnswerKind, DraftContent } from "@/db/schema";
import type { Recipient } from "@/lib/customers/create";
import type { StartChannel } from "@/lib/messages/schema";
import { parseAddress, type TypedAddress } from "./addresses";
import type { ReplyTo } from "./reply-to";

export type Mode = "reply" | "note";
/** `html` only where the channel carries it. */
export type Draft = {
	text: string;
	html: string | null;
	kind: AnswerKind;
	/** The message that is answered or passed on; null: the newest one. */
	messageId: number | null;
	to: TypedAddress[];
	cc: TypedAddress[];
	bcc: TypedAddress[];
	replyTo: ReplyTo;
	/** Of uploaded files, in their order. */
	attachmentIds: number[];
	/** Of a conversation that has not begun. `channel` is what was chosen, which the recipient may not be reached on. */
	recipient: Recipient | null;
	channel: StartChannel | null;
	subject: string;
	/** Under which it will be sent, wherever from. */
	clientKey: string | null;
};
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;
/** What the server has not confirmed yet, and upon what it was written. */
export type Unsaved = { draft: Draft; before: Draft; base: string | null };

export const emptyDraft: Draft = {
	text: "",
	html: null,
	kind: "reply",
	messageId: null,
	to: [],
	cc: [],
	bcc: [],
	replyTo: "main",
	attachmentIds: [],
	recipient: null,
	channel: null,
	subject: "",
	clientKey: null,
};

export function isEmpty(draft: Draft): boolean {
	return !saysSomething(draft) && draft.to.length + draft.cc.length + draft.bcc.length === 0 && draft.subject.trim() === "";
}

/** In words, in a picture, or in a file. */
export function saysSomething({ text, html, attachmentIds }: Draft): boolean {
	return text.trim() !== "" || attachmentIds.length > 0 || (html?.includes("<img") ?? false);
}

export function saysTheSame(one: Draft, other: Draft): boolean {
	return one.text.trim() === other.text.trim() && one.attachmentIds.join() === other.attachmentIds.join();
}

export function toContent({ recipient, ...draft }: Draft): Partial<DraftContent> {
	const typed = (list: TypedAddress[]) => list.map((entry) => entry.typed);
	return { ...draft, customerId: recipient?.id ?? null, to: typed(draft.to), cc: typed(draft.cc), bcc: typed(draft.bcc) };
}

/** `recipient`: the customer that it names, where it names one and there is one. */
export function fromContent({ customerId: _, channel, to, cc, bcc, ...content }: DraftContent, recipient: Recipient | null = null): Draft {
	const parsed = { to: to.map(parseAddress), cc: cc.map(parseAddress), bcc: bcc.map(parseAddress) };
	return { ...emptyDraft, ...content, ...parsed, recipient, channel: channel === "chat" ? null : channel };
}

export function sameDraft(one: Draft, other: Draft): boolean {
	return JSON.stringify(toContent(one)) === JSON.stringify(toContent(other));
}

/**
 * What was written here and elsewhere upon the same text, in one: what only one side has changed is that side's; where both have, and
 * neither holds the other, both texts stand one after the other. Nothing typed is lost.
 */
export function mergeDrafts(before: Draft, here: Draft, there: Draft): Draft {
	if (sameDraft(here, before) || sameDraft(here, there)) return there;
	if (sameDraft(there, before) || !saysSomething(there)) return here;
	const attachmentIds = [...new Set([...there.attachmentIds, ...here.attachmentIds])];
	if (here.text.includes(there.text)) return { ...here, attachmentIds };
	return there.text.includes(here.text) ? { ...there, attachmentIds } : joined(there, here);
}

/** One text above the other; the rest as the first has it. */
export function joined(first: Draft, second: Draft): Draft {
	const attachmentIds = [...new Set([...first.attachmentIds, ...second.attachmentIds])];
	if (second.text.trim() === "") return { ...first, attachmentIds };
	if (first.text.trim() === "") return { ...second, attachmentIds };
	return { ...first, attachmentIds, text: `${first.text}\n${second.text}`, html: first.html === null ? null : first.html + (second.html ?? "") };
}

/** One place for each user, conversation and mode: on a shared machine nobody finds another's text, and a note never turns into a reply. */
export function draftKey(userId: number, conversationId: number, mode: Mode): string {
	return `draft:${userId}:${conversationId}:${mode}`;
}

/** Of what has no conversation yet, begun from a customer's record or from anywhere else. */
export function newDraftKey(userId: number, customerId: number | null): string {
	return `draft:${userId}:new:${customerId ?? ""}`;
}

/** What is kept there; null when there is nothing, or storage is shut or holds something else. */
export function readUnsaved(store: Store | null, key: string): Unsaved | null {
	try {
		const kept = JSON.parse(store?.getItem(key) ?? "null");
		if (typeof kept !== "object" || kept === null || !kept.draft) return null;
		return { draft: asDraft(kept.draft), before: asDraft(kept.before), base: typeof kept.base === "string" ? kept.base : null };
	} catch {
		return null;
	}
}

/** Keeps it; null leaves nothing behind. Failing (storage full or forbidden) only means that it is not kept. */
export function writeUnsaved(store: Store | null, key: string, unsaved: Unsaved | null): void {
	try {
		if (unsaved) store?.setItem(key, JSON.stringify(unsaved));
		else store?.removeItem(key);
	} catch {}
}

/** Even asking for it throws where cookies are shut off. */
export function browserStore(): Storage | null {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}

export function asDraft(value: unknown): Draft {
	if (typeof value !== "object" || value === null) return emptyDraft;
	const { text, html, kind, messageId, to, cc, bcc, replyTo, attachmentIds, recipient, channel, subject, clientKey } = value as Record<string, unknown>;
	if (typeof text !== "string") return emptyDraft;
	const people = (list: unknown) => (Array.isArray(list) ? list.filter(isTypedAddress) : []);
	return {
		text,
		html: typeof html === "string" ? html : null,
		kind: kind === "replyAll" || kind === "forward" ? kind : "reply",
		messageId: typeof messageId === "number" ? messageId : null,
		to: people(to),
		cc: people(cc),
		bcc: people(bcc),
		replyTo: replyTo === "personal" ? "personal" : "main",
		attachmentIds: Array.isArray(attachmentIds) ? attachmentIds.filter(Number.isInteger) : [],
		recipient: isRecipient(recipient) ? recipient : null,
		channel: channel === "email" || channel === "sms" || channel === "whatsapp" ? channel : null,
		subject: typeof subject === "string" ? subject : "",
		clientKey: typeof clientKey === "string" ? clientKey : null,
	};
}

function isRecipient(value: unknown): value is Recipient {
	if (typeof value !== "object" || value === null) return false;
	const { id, name } = value as Record<string, unknown>;
	return typeof id === "number" && typeof name === "string";
}

function isTypedAddress(value: unknown): value is TypedAddress {
	if (typeof value !== "object" || value === null) return false;
	const { typed, address } = value as Record<string, unknown>;
	return typeof typed === "string" && (typeof address === "string" || address === null);
}
