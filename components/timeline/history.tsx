"use client";

import type { FirstUnread } from "@/lib/conversations/first-unread";
import { Announcer } from "./announcer";
import { useChat } from "./chat-context";
import { newestMessageId } from "./merge";
import { Timeline } from "./timeline";
import { useMarkRead } from "./use-mark-read";
import { useTimelineState } from "./use-timeline";

type Props = { at: number | null; unread: FirstUnread | null };

/** All that follows what the timeline holds: seen, spoken, and marked read. */
export function History({ at, unread }: Props) {
	const { details, store } = useChat();
	const state = useTimelineState(store);
	useMarkRead(details.id, newestMessageId(state.items));
	return (
		<>
			<Timeline state={state} at={at} unread={unread} />
			<Announcer items={state.items} loadedUpto={state.loadedUpto} />
		</>
	);
}
