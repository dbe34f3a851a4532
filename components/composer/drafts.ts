import type { TypedAddress } from "./addresses";

export type Mode = "reply" | "note";
/** `html` only where the channel carries it. */
export type Draft = { text: string; html: string | null; cc: TypedAddress[]; attachmentIds: number[] };
export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export const emptyDraft: Draft = { text: "", html: null, cc: [], attachmentIds: [] };

/** Nothing that could be sent: no word, no picture, no file. */
export function isEmpty({ text, html, attachmentIds }: Draft): boolean {
	return text.trim() === "" && attachmentIds.length === 0 && !html?.includes("<img");
}

/** One place for each user, conversation and mode: on a shared machine nobody finds another's text, and a note never turns into a reply. */
export function draftKey(userId: number, conversationId: number, mode: Mode): string {
	return `draft:${userId}:${conversationId}:${mode}`;
}

/** The kept draft, or an empty one when there is none, or storage is shut or holds something else. */
export function readDraft(store: DraftStore | null, key: string): Draft {
	try {
		return asDraft(JSON.parse(store?.getItem(key) ?? "null"));
	} catch {
		return emptyDraft;
	}
}

/** Keeps what was typed; nothing typed leaves nothing behind. Failing (storage full or forbidden) only means that it is not kept. */
export function writeDraft(store: DraftStore | null, key: string, draft: Draft): void {
	try {
		if (isEmpty(draft) && draft.cc.length === 0) store?.removeItem(key);
		else store?.setItem(key, JSON.stringify(draft));
	} catch {}
}

function asDraft(value: unknown): Draft {
	if (typeof value !== "object" || value === null) return emptyDraft;
	const { text, html, cc, attachmentIds } = value as Record<string, unknown>;
	if (typeof text !== "string") return emptyDraft;
	return {
		text,
		html: typeof html === "string" ? html : null,
		cc: Array.isArray(cc) ? cc.filter(isTypedAddress) : [],
		attachmentIds: Array.isArray(attachmentIds) ? attachmentIds.filter(Number.isInteger) : [],
	};
}

function isTypedAddress(value: unknown): value is TypedAddress {
	if (typeof value !== "object" || value === null) return false;
	const { typed, address } = value as Record<string, unknown>;
	return typeof typed === "string" && (typeof address === "string" || address === null);
}
