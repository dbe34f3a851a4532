"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useReconnect } from "@/components/realtime/realtime-provider";
import { useChat } from "@/components/timeline/chat-context";
import { writing } from "@/lib/channels/writing";
import type { DraftSync } from "./draft-sync";
import { browserStore, type Draft, type Mode } from "./drafts";
import { outboxKey } from "./letters-left";
import { type Act, type How, Outbox, type SendProblem } from "./outbox";

type Options = { latest: { readonly current: Draft }; sync: DraftSync | null; put: (draft: Draft) => void; act: Act };
/** Somebody answered since: by whom, and how it was to be sent. */
export type Answered = { by: string[]; how: How };

/** The way out for what is written: `send`, and what went wrong with it, in words. */
export function useSend(mode: Mode, { latest, sync, put, act }: Options) {
	const { store, me, details } = useChat();
	const t = useTranslations("composer");
	const [problem, setProblem] = useState<SendProblem | null>(null);
	const [answered, setAnswered] = useState<Answered | null>(null);
	const [outbox, setOutbox] = useState<Outbox | null>(null);
	const fill = useEffectEvent(put);
	const post = useEffectEvent(act);
	const reason = useEffectEvent((outcome: { refused: string } | { answered: string[] }) =>
		"refused" in outcome ? outcome.refused : t("answered.short", { names: outcome.answered.join(", ") }),
	);
	useEffect(() => {
		if (!sync) return;
		const field = {
			read: () => latest.current,
			put: (draft: Draft) => fill(draft),
			revisions: () => sync.revisions,
			settled: () => sync.settled,
			hold: () => sync.hold(),
			release: () => void sync.release(),
		};
		const say = {
			problem: setProblem,
			answered: (by: string[], how: How) => setAnswered({ by, how }),
			reasonOf: (outcome: { refused: string } | { answered: string[] }) => reason(outcome),
		};
		const kept = { storage: browserStore(), key: outboxKey(me.id, details.id, mode), mail: writing[details.channel].mail };
		const made = new Outbox(mode, store, field, say, (letter) => post(letter), kept);
		setOutbox(made);
		const stopListening = store.subscribe(() => void made.settle());
		return () => {
			stopListening();
			made.stop();
		};
	}, [mode, store, latest, sync, me.id, details.id, details.channel]);
	useReconnect(() => void outbox?.retryAll());

	const error = problem === "alreadySent" ? t(problem) : (problem?.refused ?? null);
	return { send: (how: How) => void outbox?.send(how), error, clearError: () => setProblem(null), answered, clearAnswered: () => setAnswered(null) };
}
