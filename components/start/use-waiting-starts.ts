"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useRealtimeEvent, useReconnect } from "@/components/realtime/realtime-provider";
import { useFormat } from "@/components/shell/use-format";
import { answered } from "@/components/ui/answered";
import { useToast } from "@/components/ui/use-toast";
import type { Recipient } from "@/lib/customers/create";
import { cancelSending } from "@/lib/messages/actions";
import { userChannel } from "@/lib/realtime/events";
import { fetchWaited } from "./recipients-api";
import { openStart } from "./wanted";

export type WaitingStart = { id: number; sendAt: string; scheduled: boolean; recipient: Recipient };

/** First messages that wait to go out: says so, offers to take them back, and says what became of them. */
export function useWaitingStarts(userId: number): (start: WaitingStart) => void {
	const t = useTranslations("start.waiting");
	const common = useTranslations("common");
	const router = useRouter();
	const toast = useToast();
	const format = useFormat();
	const waiting = useRef(new Map<number, WaitingStart>());

	async function undo({ id, recipient }: WaitingStart) {
		waiting.current.delete(id);
		const result = await answered(cancelSending({ id, restore: true }));
		if (!result?.ok) return toast(result?.error ?? common("actionFailed"), { failed: true });
		openStart(result.data?.place.customerId ? recipient : null);
	}
	async function look(id: number) {
		const start = waiting.current.get(id);
		const now = start && (await answered(fetchWaited(id)));
		if (!now || now.state === "waiting" || !waiting.current.delete(id) || now.state === "cancelled") return;
		const { name } = start.recipient;
		// A toast of its own: the one before, which is just going away, would take no new words.
		if (now.state === "failed") return toast(t("failed", { name }), { failed: true, action: { label: t("see"), onClick: () => router.push("/scheduled") } });
		toast(t("sent", { name }), { action: { label: t("open"), onClick: () => router.push(`/inbox/${now.conversationId}`) } });
	}
	useRealtimeEvent("outgoing.changed", ({ outgoingId }) => void look(outgoingId), userChannel(userId));
	useReconnect(() => {
		for (const id of waiting.current.keys()) void look(id);
	});

	return (start) => {
		const { id, sendAt, scheduled, recipient } = start;
		waiting.current.set(id, start);
		const words = scheduled ? t("scheduled", { name: recipient.name, time: format.full(sendAt) }) : t("sending", { name: recipient.name });
		toast(words, { undo: () => void undo(start) });
	};
}
