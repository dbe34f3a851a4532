"use client";

import { useEffect, useRef } from "react";
import * as edits from "@/components/conversations/edits";
import { useInbox } from "@/components/conversations/inbox-context";
import { read } from "@/lib/conversations/actions";

/** Up to which message this window has marked each conversation read: a page that was fetched ahead does not know. */
export const readHere = new Map<number, number>();

/**
 * Marks the conversation read up to its newest message: on opening, and again when more comes while somebody is really looking. What was
 * marked unread by hand stays so until something new comes or it is opened again.
 */
export function useMarkRead(conversationId: number, newestMessageId: number): void {
	const { store: list } = useInbox();
	const told = useRef<number | null>(null);
	useEffect(() => {
		const tell = () => {
			if (told.current === newestMessageId || document.visibilityState !== "visible" || !document.hasFocus()) return;
			const before = told.current;
			told.current = newestMessageId;
			readHere.set(conversationId, newestMessageId);
			const act = () => read({ conversationId, upto: newestMessageId });
			void list.edit(conversationId, edits.readUpto(newestMessageId), act).then((result) => {
				// Not reached: tried again when somebody looks the next time.
				if (!result?.ok && told.current === newestMessageId) told.current = before;
			});
		};
		tell();
		window.addEventListener("focus", tell);
		document.addEventListener("visibilitychange", tell);
		return () => {
			window.removeEventListener("focus", tell);
			document.removeEventListener("visibilitychange", tell);
		};
	}, [conversationId, newestMessageId, list]);
}
