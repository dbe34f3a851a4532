import type { DraftApi, SavedDraft } from "@/components/composer/draft-sync";
import { type Draft, fromContent, saysSomething, toContent } from "@/components/composer/drafts";
import type { Recipient } from "@/lib/customers/create";
import { save } from "@/lib/drafts/actions";
import type { Draft as Kept } from "@/lib/drafts/queries";
import type { StartChannel } from "@/lib/messages/schema";
import { fetchNewDraft, type NewDraft } from "./recipients-api";

/** The server's side of a conversation that is about to begin; `customerId`: from whose record. */
export function startApi(customerId: number | null): DraftApi {
	const load = async () => savedStart(await fetchNewDraft(customerId));
	return {
		load,
		async save(draft, revision, base) {
			const result = await save({ conversationId: null, mode: "new", customerId, revision, base, content: draft && toContent(draft) });
			if (!result.ok) throw new Error(result.error);
			const { saved, current } = result.data;
			if (saved) return { saved, current: current && asSaved(current, draft?.recipient ?? null) };
			// What another window wrote names its recipient by number alone.
			return { saved, current: current && (await load()) };
		},
	};
}

export function savedStart({ draft, recipient }: NewDraft): SavedDraft | null {
	return draft && asSaved(draft, recipient);
}

const asSaved = ({ revision, content }: Kept, recipient: Recipient | null): SavedDraft => ({ revision, draft: fromContent(content, recipient) });

/** Why nothing can be sent on a channel; null when it can. `kind`: which address the recipient would need. */
export type Unavailable = { why: "notConnected" } | { why: "noAddress"; kind: "email" | "phone" } | null;

export function unavailable(channel: StartChannel, connected: boolean, recipient: Recipient | null): Unavailable {
	if (!connected) return { why: "notConnected" };
	const kind = channel === "email" ? "email" : "phone";
	return recipient && recipient[kind] === null ? { why: "noAddress", kind } : null;
}

export type Missing = "recipient" | "subject" | "text" | "addresses" | "files" | "values";

/** What there is still to do before it can be sent. */
export function missingOf(draft: Draft, { mail, blocked, left }: { mail: boolean; blocked: boolean; left: string | null }): Missing | null {
	if (!draft.recipient) return "recipient";
	if (mail && draft.subject.trim() === "") return "subject";
	if (mail && [...draft.cc, ...draft.bcc].some(({ address }) => address === null)) return "addresses";
	if (blocked) return "files";
	if (!saysSomething(draft)) return "text";
	return left ? "values" : null;
}
