"use client";

import type { SavedDraft } from "@/components/composer/draft-sync";
import { type Draft, newDraftKey } from "@/components/composer/drafts";
import { newKey } from "@/components/composer/new-key";
import { useKeptDraft } from "@/components/composer/use-kept-draft";
import type { Recipient } from "@/lib/customers/create";
import { startApi } from "./start-draft";

type Place = { userId: number; to: Recipient | null; saved: SavedDraft | null };

/** What is written in the dialog: one for each user, and one for each customer from whose record it was opened. */
export function useStartDraft({ userId, to, saved }: Place, put: (draft: Draft) => void) {
	const customerId = to?.id ?? null;
	const place = { userId, conversationId: null, key: newDraftKey(userId, customerId), first: saved, api: startApi(customerId), recipient: to };
	const { change, ...kept } = useKeptDraft(place, put);
	return {
		...kept,
		change: (part: Partial<Draft>) => change(kept.latest.current.clientKey ? part : { clientKey: newKey(), ...part }),
	};
}
