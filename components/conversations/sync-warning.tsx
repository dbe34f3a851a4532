"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useRealtimeEvent, useReconnect } from "@/components/realtime/realtime-provider";

const SyncBanner = dynamic(() => import("./sync-banner").then((module) => module.SyncBanner));

/** Says above the list that mail may be missing from it, for as long as that is so. `text` comes ready from the server. */
export function SyncWarning({ text }: { text: string | null }) {
	const router = useRouter();
	useRealtimeEvent("inboxes.changed", () => router.refresh());
	useReconnect(() => router.refresh());
	return text && <SyncBanner text={text} />;
}
