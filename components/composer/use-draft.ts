"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { useRealtimeEvent, useReconnect } from "@/components/realtime/realtime-provider";
import { useChat } from "@/components/timeline/chat-context";
import { fetchDrafts } from "@/components/timeline/timeline-api";
import { save } from "@/lib/drafts/actions";
import type { Draft as Kept } from "@/lib/drafts/queries";
import { userChannel } from "@/lib/realtime/events";
import { type DraftApi, DraftSync, type SavedDraft } from "./draft-sync";
import { browserStore, type Draft, draftKey, emptyDraft, fromContent, type Mode, readUnsaved, toContent, writeUnsaved } from "./drafts";

/**
 * What is being written, kept with every change. `latest` knows it without waiting for the page to be drawn again; `put` fills the
 * field when the text comes from elsewhere: another window, or a sending that was undone.
 */
export function useDraft(mode: Mode, put: (draft: Draft) => void) {
	const { details, me, drafts } = useChat();
	const conversationId = details.id;
	const [draft, setDraft] = useState<Draft>(() => savedIn(drafts, mode)?.draft ?? emptyDraft);
	const latest = useRef(draft);
	const [sync, setSync] = useState<DraftSync | null>(null);
	const show = useEffectEvent((next: Draft) => {
		latest.current = next;
		setDraft(next);
		put(next);
	});
	const first = useEffectEvent(() => savedIn(drafts, mode));

	useEffect(() => {
		const key = draftKey(me.id, conversationId, mode);
		const local = {
			read: () => readUnsaved(browserStore(), key),
			write: (unsaved: Parameters<typeof writeUnsaved>[2]) => writeUnsaved(browserStore(), key, unsaved),
		};
		const made = new DraftSync(first(), local, apiOf(conversationId, mode), (next) => show(next));
		setSync(made);
		// Not while drawing: the server has no such storage, and both must draw the same.
		if (made.draft !== latest.current) show(made.draft);
		// On going back, Next shows the page that it kept.
		void made.pull();
		return () => made.stop();
	}, [me.id, conversationId, mode]);

	useRealtimeEvent("draft.changed", (event) => event.conversationId === conversationId && void sync?.pull(), userChannel(me.id));
	useReconnect(() => void sync?.pull());

	const change = useCallback(
		(part: Partial<Draft>) => {
			latest.current = { ...latest.current, ...part };
			setDraft(latest.current);
			sync?.change(part);
		},
		[sync],
	);
	return { draft, latest, change, sync };
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
