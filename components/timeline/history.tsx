"use client";

import type { FirstUnread } from "@/lib/conversations/first-unread";
import { Announcer } from "./announcer";
import { useChat } from "./chat-context";
import { Gone } from "./gone";
import { newestMessageId } from "./merge";
import { Timeline } from "./timeline";
import { useMarkRead } from "./use-mark-read";
import { useTimelineState } from "./use-timeline";

type Props = { gone: boolean; at: number | null; unread: FirstUnread | null };

/** All that follows what the timeline holds: seen, spoken, and marked read. */
export function History({ gone, at, unread }: Props) {
	const { details, store } = useChat();
	const state = useTimelineState(store);
	useMarkRead(details.id, newestMessageId(state.items));
	return (
		<>
			{gone ? <Gone /> : <Timeline state={state} at={at} unread={unread} />}
			<Announcer items={state.items} loadedUpto={state.loadedUpto} />
		</>
	);
}
