"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useRealtimeEvent, useReconnect } from "@/components/realtime/realtime-provider";
import type { WaitingItem } from "@/lib/messages/waiting";
import type { TimelineAround, TimelinePage } from "@/lib/timeline/queries";
import { timelineApi } from "./timeline-api";
import { type TimelineState, TimelineStore } from "./timeline-store";

/** The timeline, live. */
export function useTimeline(conversationId: number, first: (TimelinePage | TimelineAround) & { waiting: WaitingItem[] }): [TimelineState, TimelineStore] {
	const [store] = useState(() => new TimelineStore(conversationId, first, timelineApi));
	useRealtimeEvent("conversation.changed", ({ conversationId: changed, messageId }) => {
		if (changed === conversationId) void store.changed(...(messageId ? [messageId] : []));
	});
	useRealtimeEvent("conversations.changed", ({ conversationIds }) => {
		if (conversationIds.includes(conversationId)) void store.changed();
	});
	useReconnect(() => void store.resync());
	// Between the server's answer and now something may have been missed; and on going back, Next shows what it kept.
	useEffect(() => {
		void store.resync();
		return () => store.stop();
	}, [store]);
	return [useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot), store];
}
