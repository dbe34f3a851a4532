"use client";

import { useEffect, useState } from "react";
import { oneAtATime } from "@/components/realtime/one-at-a-time";
import { useCatchUp, useRealtimeEvent } from "@/components/realtime/realtime-provider";
import type { Around } from "@/lib/inboxes/around";
import { fetchAround } from "./list-api";

/** What stands around the list, live. */
export function useAround(first: Around): Around {
	const [around, setAround] = useState(first);
	const [reload] = useState(() =>
		oneAtATime(async () => {
			const fresh = await fetchAround();
			setAround((now) => (JSON.stringify(now) === JSON.stringify(fresh) ? now : fresh));
		}),
	);
	useRealtimeEvent("inboxes.changed", () => void reload.start());
	useCatchUp(() => void reload.start());
	useEffect(() => reload.stop, [reload]);
	return around;
}
