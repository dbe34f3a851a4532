"use client";

import { useEffect, useState } from "react";
import { type SearchAnswer, searchApi } from "@/components/search/search-api";

export type Found = { answer: SearchAnswer | null; state: "searching" | "done" | "failed" };

/** Asked once typing pauses; an answer that a later question has overtaken is not shown. */
export function useFound(text: string): Found {
	const [found, setFound] = useState<{ text: string; answer: SearchAnswer | null }>();
	useEffect(() => {
		if (text.length < 2) return;
		const abort = new AbortController();
		const timer = setTimeout(() => {
			searchApi(text, null, abort.signal)
				.then((answer) => setFound({ text, answer }))
				.catch(() => !abort.signal.aborted && setFound({ text, answer: null }));
		}, 150);
		return () => {
			clearTimeout(timer);
			abort.abort();
		};
	}, [text]);
	const current = found?.text === text;
	const state = !current ? ("searching" as const) : found.answer ? ("done" as const) : ("failed" as const);
	return { answer: found?.answer ?? null, state };
}
