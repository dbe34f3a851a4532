"use client";

import { useEffect, useState } from "react";
import type { StartChannel } from "@/lib/messages/schema";
import { fetchSendsIn } from "./recipients-api";

/** Into which language what is written to a customer may be translated; null while nobody knows, and where there is nothing to translate. */
export function useSendsIn(customerId: number | null, channel: StartChannel | null): string | null {
	const place = customerId && channel ? `${customerId} ${channel}` : null;
	const [known, setKnown] = useState<{ place: string; language: string | null } | null>(null);
	useEffect(() => {
		if (!customerId || !channel) return;
		const asking = new AbortController();
		const told = (language: string | null) => asking.signal.aborted || setKnown({ place: `${customerId} ${channel}`, language });
		fetchSendsIn(customerId, channel, asking.signal).then(told, () => told(null));
		return () => asking.abort();
	}, [customerId, channel]);
	return known && known.place === place ? known.language : null;
}
