"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useChat } from "@/components/timeline/chat-context";
import type { Draft, Mode } from "./drafts";
import { type Act, Outbox, type SendProblem } from "./outbox";

type Options = { latest: { readonly current: Draft }; put: (draft: Draft) => void; act: Act };

/** The way out for what is written: `send`, and what went wrong with it, in words. */
export function useSend(mode: Mode, { latest, put, act }: Options) {
	const { store } = useChat();
	const t = useTranslations("composer");
	const [problem, setProblem] = useState<SendProblem | null>(null);
	const [outbox, setOutbox] = useState<Outbox | null>(null);
	const fill = useEffectEvent(put);
	useEffect(() => {
		const made = new Outbox(mode, store, { read: () => latest.current, put: (draft) => fill(draft) }, setProblem);
		setOutbox(made);
		return store.subscribe(() => void made.settle());
	}, [mode, store, latest]);

	const error = typeof problem === "string" ? t(problem) : (problem?.refused ?? null);
	return { send: () => void outbox?.send(act), error, clearError: () => setProblem(null) };
}
