"use client";

import { useCallback, useRef } from "react";
import { sayTyping } from "@/lib/realtime/client";
import { conversationChannel } from "@/lib/realtime/events";

/** Milliseconds between two words of it, however fast somebody types. */
const every = 2_500;

/** Tells whoever else looks at a conversation that one is writing there. */
export function useTyping(conversationId: number): () => void {
	const last = useRef(0);
	return useCallback(() => {
		if (Date.now() - last.current < every) return;
		last.current = Date.now();
		sayTyping(conversationChannel(conversationId));
	}, [conversationId]);
}
