"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { answered } from "@/components/ui/answered";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";
import { cancelSending, reschedule, sendWaiting } from "@/lib/messages/actions";
import type { Restored } from "@/lib/messages/cancel";
import type { WaitingItem } from "@/lib/messages/waiting";
import { useChat } from "./chat-context";

/** What can be done with an answer that waits. Whoever comes too late is told so. */
export function useWaiting({ id }: WaitingItem) {
	const t = useTranslations("common");
	const toast = useToast();
	const { store, composer } = useChat();
	const [busy, setBusy] = useState(false);

	async function run<T>(act: () => Promise<ActionResult<T>>, done?: (data: T) => void) {
		setBusy(true);
		const result = await answered(act());
		if (!result?.ok) toast(result?.error ?? t("actionFailed"), { failed: true });
		else done?.(result.data);
		await store.changed().catch(() => {});
		setBusy(false);
	}

	const takeBack = (restored: Restored | null) => restored && composer.current?.takeBack(restored.draft);

	return {
		busy,
		/** Undoes it: all that was written is in the composer again. */
		edit: () => void run(() => cancelSending({ id, restore: true }), takeBack),
		now: () => void run(() => sendWaiting({ id })),
		putOff: (sendAt: Date) => void run(() => reschedule({ id, sendAt: sendAt.toISOString() })),
		drop: () => void run(() => cancelSending({ id, restore: false })),
	};
}
