"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type Draft, draftKey, emptyDraft, type Mode, readDraft, writeDraft } from "./drafts";

/** What is being written, kept in this browser with every change. `latest` knows it without waiting for the page to be drawn again. */
export function useDraft(userId: number, conversationId: number, mode: Mode) {
	const key = draftKey(userId, conversationId, mode);
	const [draft, setDraft] = useState<Draft>(emptyDraft);
	const latest = useRef<Draft>(emptyDraft);

	const change = useCallback(
		(part: Partial<Draft>) => {
			latest.current = { ...latest.current, ...part };
			setDraft(latest.current);
			writeDraft(storage(), key, latest.current);
		},
		[key],
	);
	// Not while drawing: the server has no such storage, and both must draw the same.
	useEffect(() => {
		latest.current = readDraft(storage(), key);
		setDraft(latest.current);
	}, [key]);

	return { draft, latest, change };
}

/** Even asking for it throws where cookies are shut off. */
function storage(): Storage | null {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}
