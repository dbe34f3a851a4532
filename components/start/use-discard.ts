"use client";

import { useTranslations } from "next-intl";
import type { Draft } from "@/components/composer/drafts";
import { newKey } from "@/components/composer/new-key";
import { answered } from "@/components/ui/answered";
import { useToast } from "@/components/ui/use-toast";
import type { Recipient } from "@/lib/customers/create";
import { startApi } from "./start-draft";
import { openStart } from "./wanted";

/** Says that what was written is thrown away, and brings it back, in the dialog, to whoever did not mean it. `to`: from whose record it was opened. */
export function useDiscard(to: Recipient | null): (draft: Draft) => void {
	const t = useTranslations("start");
	const common = useTranslations("common");
	const toast = useToast();
	async function bringBack(draft: Draft) {
		const answer = await answered(startApi(to?.id ?? null).save(draft, newKey(), null));
		if (answer?.saved) openStart(to);
		else toast(common("actionFailed"), { failed: true });
	}
	return (draft) => toast(t("discarded"), { undo: () => void bringBack(draft) });
}
