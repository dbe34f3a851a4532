"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { editsKey, keepEdit, readEdits } from "@/components/composer/note-edits";
import { useCatchUp, useRealtimeEvent } from "@/components/realtime/realtime-provider";
import type { WaitingItem } from "@/lib/messages/waiting";
import type { TimelineAround, TimelinePage } from "@/lib/timeline/queries";
import { timelineApi } from "./timeline-api";
import { type TimelineState, TimelineStore } from "./timeline-store";

/** The timeline, live. What it holds is read with `useTimelineState`, by those who show it: what stands around them is not drawn again with each page. */
export function useTimeline(conversationId: number, userId: number, first: (TimelinePage | TimelineAround) & { waiting: WaitingItem[] }): TimelineStore {
	const [store] = useState(() => new TimelineStore(conversationId, first, timelineApi));
	useRealtimeEvent("conversation.changed", ({ conversationId: changed, messageId }) => {
		if (changed === conversationId) void store.changed(...(messageId ? [messageId] : []));
	});
	useRealtimeEvent("conversations.changed", ({ conversationIds }) => {
		if (conversationIds.includes(conversationId)) void store.changed();
	});
	useEffect(() => {
		const key = editsKey(userId, conversationId);
		store.resumeEdits(readEdits(key), (noteId, edit) => keepEdit(key, noteId, edit));
		return () => store.stop();
	}, [store, userId, conversationId]);
	// On going back, too, Next shows what it kept.
	useCatchUp((lost) => void store.resync(lost));
	return store;
}

export const useTimelineState = (store: TimelineStore): TimelineState => useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
