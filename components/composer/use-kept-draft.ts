"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { useCatchUp, useRealtimeEvent } from "@/components/realtime/realtime-provider";
import { userChannel } from "@/lib/realtime/events";
import { type DraftApi, DraftSync, type SavedDraft } from "./draft-sync";
import { browserStore, type Draft, emptyDraft, readUnsaved, type Unsaved, writeUnsaved } from "./drafts";
import { isUnwanted } from "./kept-here";

type Place = {
	userId: number;
	/** Null: it has not begun. */
	conversationId: number | null;
	/** Where this browser keeps it. */
	key: string;
	/** As the server had it when the page was made. */
	first: SavedDraft | null;
	api: DraftApi;
	/** What it holds from the beginning, where it does not hold anything else. */
	recipient?: Draft["recipient"];
	/** Set once the conversation was deleted. */
	gone?: { readonly current: boolean };
};

/**
 * What is being written, kept with every change. `latest` knows it without waiting for the page to be drawn again; `put` fills the
 * field when the text comes from elsewhere: another window, or a sending that was undone.
 */
export function useKeptDraft(place: Place, put: (draft: Draft) => void) {
	const { userId, conversationId, key } = place;
	const [draft, setDraft] = useState<Draft>(() => place.first?.draft ?? emptyDraft);
	const latest = useRef(draft);
	const [sync, setSync] = useState<DraftSync | null>(null);
	const show = useEffectEvent((next: Draft) => {
		latest.current = next;
		setDraft(next);
		put(next);
	});
	const first = useEffectEvent(() => place);

	useEffect(() => {
		const { first: saved, api, recipient, gone } = first();
		const local = {
			read: () => readUnsaved(browserStore(), key),
			write: (unsaved: Unsaved | null) => writeUnsaved(browserStore(), key, isUnwanted(key) ? null : unsaved),
		};
		const made = new DraftSync(saved, local, api, (next) => show(next));
		if (recipient && made.draft.recipient === null) made.change({ recipient });
		setSync(made);
		// Not while drawing: the server has no such storage, and both must draw the same.
		if (made.draft !== latest.current) show(made.draft);
		// On going back, Next shows the page that it kept.
		void made.pull();
		return () => (gone?.current ? made.abandon() : made.stop());
	}, [key]);

	useRealtimeEvent("draft.changed", (event) => event.conversationId === conversationId && void sync?.pull(), userChannel(userId));
	useCatchUp(() => void sync?.pull());

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
