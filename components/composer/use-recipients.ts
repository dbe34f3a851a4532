"use client";

import { useEffect, useState } from "react";
import { useChat } from "@/components/timeline/chat-context";
import { fetchRecipients } from "@/components/timeline/timeline-api";
import type { Answering, Recipients } from "@/lib/messages/recipients";

type Loaded = { key: string; recipients: Recipients | null };

/** Whom an answer goes to: of the newest message the page knows it; of one that was picked the server is asked. Undefined while it is. */
export function useRecipients({ kind, messageId }: Answering): Recipients | null | undefined {
	const { details, recipients } = useChat();
	const [loaded, setLoaded] = useState<Loaded | null>(null);
	const known = messageId === null && kind !== "forward";
	const key = `${kind}-${messageId}`;
	useEffect(() => {
		if (known) return;
		let current = true;
		void fetchRecipients(details.id, { kind, messageId }).then(
			(found) => current && setLoaded({ key, recipients: found }),
			() => current && setLoaded({ key, recipients: null }),
		);
		return () => {
			current = false;
		};
	}, [known, key, kind, messageId, details.id]);
	if (known) return recipients;
	return loaded?.key === key ? loaded.recipients : undefined;
}
