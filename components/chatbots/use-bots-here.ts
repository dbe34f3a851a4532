"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useCatchUp, useRealtimeEvent } from "@/components/realtime/realtime-provider";
import { answered } from "@/components/ui/answered";
import type { BotHere } from "@/lib/chatbots/queries";
import { connectionState } from "@/lib/realtime/connection-state";

/** The chatbots of a conversation, as they are now; `first` until that is known. */
export function useBotsHere(conversationId: number, first: BotHere[] = []) {
	const [bots, setBots] = useState(first);
	const asked = useRef(0);
	const refresh = useCallback(async () => {
		const turn = ++asked.current;
		const response = await answered(fetch(`/api/conversations/${conversationId}/chatbots`, { cache: "no-store" }));
		// An answer that a newer question overtook says nothing.
		if (response?.ok && turn === asked.current) setBots(await response.json());
	}, [conversationId]);
	// Nothing is known yet, whether anything is heard or not.
	useEffect(() => {
		if (connectionState() === "connecting") void refresh();
	}, [refresh]);
	useRealtimeEvent("conversation.changed", (changed) => changed.conversationId === conversationId && void refresh());
	useRealtimeEvent("chatbots.changed", () => void refresh());
	useCatchUp(() => void refresh());
	return { bots, setBots, refresh };
}

/** Whether it may speak here by itself. */
export const isSilent = ({ enabled, blocked, paused }: BotHere) => !enabled || blocked || paused;
