"use client";

import { usePathname } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { oneAtATime } from "@/components/realtime/one-at-a-time";
import { useCatchUp, useRealtimeEvent } from "@/components/realtime/realtime-provider";
import type { Unread } from "@/lib/notifications/queries";
import { userChannel } from "@/lib/realtime/events";

/** What a user was told and has not read, live: another object whenever something came or was read. Opening a conversation reads what was told of it. */
export function useUnread(userId: number, session: string, first: Unread): Unread {
	const [unread, setUnread] = useState(first);
	const path = usePathname();

	const [reload] = useState(() => oneAtATime(async () => setUnread(await fetchUnread())));
	useRealtimeEvent("notifications.changed", () => void reload.start(), userChannel(userId));
	// A note, a message or the whole conversation may have been deleted, and with it what was told of it.
	useRealtimeEvent("conversation.changed", ({ conversationId }) => unread.conversationIds.includes(conversationId) && void reload.start());
	useCatchUp(() => void reload.start());
	useEffect(() => reload.stop, [reload]);

	const open = Number(/^\/inbox\/(\d+)$/.exec(path)?.[1] ?? 0);
	const concerned = unread.conversationIds.includes(open);
	const read = useEffectEvent(async () => {
		// Who is not at this window has not seen it.
		if (document.visibilityState !== "visible") return;
		const { readNotifications } = await import("@/lib/notifications/actions");
		await readNotifications({ conversationId: open });
	});
	useEffect(() => {
		if (!concerned) return;
		// Not reached: the next look tries again, and so does the connection.
		const seen = () => void read().catch(() => {});
		seen();
		document.addEventListener("visibilitychange", seen);
		window.addEventListener("online", seen);
		return () => {
			document.removeEventListener("visibilitychange", seen);
			window.removeEventListener("online", seen);
		};
	}, [concerned]);

	useEffect(() => {
		// Once in each session: whoever signs in again in this window has another one.
		if (!("Notification" in window) || Notification.permission !== "granted" || sessionStorage.getItem("push") === session) return;
		sessionStorage.setItem("push", session);
		void import("./push-client").then(({ renewPush }) => renewPush()).catch(() => sessionStorage.removeItem("push"));
	}, [session]);
	return unread;
}

async function fetchUnread(): Promise<Unread> {
	const response = await fetch("/api/notifications/unread", { cache: "no-store", signal: AbortSignal.timeout(15_000) });
	if (!response.ok) throw new Error(`unread notifications answered ${response.status}`);
	return response.json();
}
