"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useChat } from "@/components/timeline/chat-context";
import type { ActionResult } from "@/lib/action";
import { type Draft, emptyDraft, type Mode } from "./drafts";
import { newKey } from "./new-key";

/** What did not go out. `uncertain`: nobody answered, so it may have. */
type Failure = { clientKey: string; draft: Draft; uncertain: boolean };
type Act = (draft: Draft, clientKey: string) => Promise<ActionResult<unknown>>;
type Field = { latest: { current: Draft }; put: (draft: Draft) => void };

/**
 * Sends what is written, once: the field is emptied and the message shown at once; when it is refused or does not arrive, the text comes
 * back, and the next press goes under the same key, by which the server knows it again.
 */
export function useSend(mode: Mode, { latest, put }: Field, act: Act) {
	const { store } = useChat();
	const t = useTranslations("composer");
	const failure = useRef<Failure | null>(null);
	const [error, setError] = useState<string | null>(null);

	/** What seemed lost is there: nothing is left to send, unless something else was written meanwhile. */
	function settle(failed: Failure): void {
		failure.current = null;
		const rewritten = latest.current.text.trim() !== failed.draft.text.trim();
		setError(rewritten ? t("alreadySent") : null);
		if (!rewritten) put(emptyDraft);
	}
	const settleIfThere = () => {
		const failed = failure.current;
		if (!failed || !store.has(failed.clientKey)) return false;
		settle(failed);
		return true;
	};
	const check = useRef(settleIfThere);
	useEffect(() => {
		check.current = settleIfThere;
	});
	useEffect(() => store.subscribe(() => void check.current()), [store]);

	async function send(): Promise<boolean> {
		const draft = latest.current;
		if (draft.text.trim() === "") return false;
		if (failure.current?.uncertain) await store.changed();
		if (settleIfThere()) return false;
		const clientKey = failure.current?.clientKey ?? newKey();
		failure.current = null;
		setError(null);
		store.sending({ kind: "pending", mode, clientKey, at: new Date().toISOString(), text: draft.text });
		put(emptyDraft);
		const result = await act(draft, clientKey).catch(() => null);
		if (result?.ok) {
			await store.changed();
			return true;
		}
		failure.current = { clientKey, draft, uncertain: result === null };
		store.notSent(clientKey);
		put(joined(draft, latest.current));
		setError(result?.error ?? t("offline"));
		return false;
	}
	return { send, error, clearError: () => setError(null) };
}

/** Whoever has written on meanwhile keeps that too. */
function joined(before: Draft, after: Draft): Draft {
	if (after.text.trim() === "") return before;
	return { ...before, text: `${before.text}\n${after.text}`, html: before.html === null ? null : before.html + (after.html ?? "") };
}
