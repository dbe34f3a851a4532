"use client";

import { useEffect } from "react";
import { useConnectionState, useRealtimeEvent } from "@/components/realtime/realtime-provider";
import { userChannel } from "@/lib/realtime/events";
import type { ListStore } from "./list-store";

/** Keeps the list as the server has it. */
export function useFollowChanges(store: ListStore, userId: number): void {
	useRealtimeEvent("conversation.changed", ({ conversationId }) => store.conversationChanged(conversationId));
	useRealtimeEvent("conversations.changed", ({ conversationIds }) => store.conversationChanged(...conversationIds));
	useRealtimeEvent("conversations.changed", ({ conversationIds }) => store.conversationChanged(...conversationIds), userChannel(userId));
	useRealtimeEvent("customer.changed", ({ customerId }) => store.customerChanged(customerId));
	useRealtimeEvent(
		"reads.changed",
		({ conversationId }) => (conversationId === null ? store.resync() : store.conversationChanged(conversationId)),
		userChannel(userId),
	);
	const connection = useConnectionState();
	useEffect(() => {
		// The first time too: something may have happened between the page's making and now.
		if (connection === "online") store.connected();
		if (connection === "offline" || connection === "signedOut") store.disconnected();
	}, [connection, store]);
}
