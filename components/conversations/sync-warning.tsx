"use client";

import { MailWarning } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRealtimeEvent, useReconnect } from "@/components/realtime/realtime-provider";
import { Banner } from "@/components/ui/banner";

/** Says above the list that mail may be missing from it, for as long as that is so. `text` comes ready from the server. */
export function SyncWarning({ text }: { text: string | null }) {
	const router = useRouter();
	useRealtimeEvent("inboxes.changed", () => router.refresh());
	useReconnect(() => router.refresh());
	return text && <Banner icon={<MailWarning aria-hidden />}>{text}</Banner>;
}
