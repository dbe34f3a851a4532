"use client";

import { useRealtimeEvent } from "@/components/realtime/realtime-provider";
import { useLivePage } from "@/components/shell/use-live-page";
import type { ScheduledItem } from "@/lib/messages/waiting";
import { userChannel } from "@/lib/realtime/events";
import { ScheduledRow } from "./scheduled-row";

type Props = { items: ScheduledItem[]; userId: number; open: string; failed: string };

/** What waits for its hour, live. */
export function ScheduledList({ items, userId, open, failed }: Props) {
	const refresh = useLivePage();
	useRealtimeEvent("conversation.changed", (event) => items.some(({ conversationId }) => conversationId === event.conversationId) && refresh());
	useRealtimeEvent("outgoing.changed", refresh, userChannel(userId));
	return (
		<ul className="divide-y divide-line-soft rounded-xl border bg-card">
			{items.map((item) => (
				<ScheduledRow key={item.id} item={item} open={open} failed={failed} />
			))}
		</ul>
	);
}
