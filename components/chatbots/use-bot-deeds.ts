"use client";

import { useTranslations } from "next-intl";
import { answered } from "@/components/ui/answered";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";
import { block, runNow } from "@/lib/chatbots/actions";

/** Holding or letting go a chatbot's brake in a conversation, and running it now; what is refused is said in a toast. */
export function useBotDeeds(conversationId: number) {
	const failed = useTranslations("common")("actionFailed");
	const toast = useToast();
	const tell = (answer: Promise<ActionResult<unknown>>) =>
		void answered(answer).then((result) => result?.ok || toast(result?.error ?? failed, { failed: true }));
	return {
		/** `hours`: for how long; null until it is unblocked. */
		set: (chatbotId: number, blocked: boolean, hours: 1 | 24 | null = null) => tell(block({ conversationId, chatbotId, blocked, hours })),
		run: (chatbotId: number) => tell(runNow({ conversationId, chatbotId })),
	};
}
