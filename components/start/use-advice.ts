"use client";

import { useEffect, useState } from "react";
import type { StartChannel } from "@/lib/messages/schema";
import { type Advice, fetchAdvice } from "./recipients-api";

const none: Advice = { sendsIn: null, undeliverable: [] };

/** What is good to know before one writes to a customer; nothing while nobody knows. */
export function useAdvice(customerId: number | null, channel: StartChannel | null): Advice {
	const place = customerId && channel ? `${customerId} ${channel}` : null;
	const [known, setKnown] = useState<{ place: string; advice: Advice } | null>(null);
	useEffect(() => {
		if (!customerId || !channel) return;
		const asking = new AbortController();
		const told = (advice: Advice) => asking.signal.aborted || setKnown({ place: `${customerId} ${channel}`, advice });
		fetchAdvice(customerId, channel, asking.signal).then(told, () => told(none));
		return () => asking.abort();
	}, [customerId, channel]);
	return known && known.place === place ? known.advice : none;
}
