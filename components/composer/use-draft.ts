"use client";

import { useChat } from "@/components/timeline/chat-context";
import { fetchDrafts } from "@/components/timeline/timeline-api";
import { save } from "@/lib/drafts/actions";
import type { Draft as Kept } from "@/lib/drafts/queries";
import type { DraftApi, SavedDraft } from "./draft-sync";
import { type Draft, draftKey, fromContent, type Mode, toContent } from "./drafts";
import { useKeptDraft } from "./use-kept-draft";

/** What is being written in the open conversation, kept with every change. */
export function useDraft(mode: Mode, put: (draft: Draft) => void) {
	const { details, me, drafts, gone } = useChat();
	const place = { userId: me.id, conversationId: details.id, key: draftKey(me.id, details.id, mode), gone };
	return useKeptDraft({ ...place, first: savedIn(drafts, mode), api: apiOf(details.id, mode) }, put);
}

function apiOf(conversationId: number, mode: Mode): DraftApi {
	return {
		async save(draft, revision, base) {
			const result = await save({ conversationId, mode, revision, base, content: draft && toContent(draft) });
			if (!result.ok) throw new Error(result.error);
			return { saved: result.data.saved, current: asSaved(result.data.current) };
		},
		load: async () => savedIn(await fetchDrafts(conversationId), mode),
	};
}

function savedIn(drafts: Kept[], mode: Mode): SavedDraft | null {
	return asSaved(drafts.find((draft) => draft.mode === mode) ?? null);
}

export function asSaved(draft: Kept | null): SavedDraft | null {
	return draft && { revision: draft.revision, draft: fromContent(draft.content) };
}
