"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState, useSyncExternalStore } from "react";
import { isEmptySearch, parseSearch } from "@/lib/search/parse";
import { searchApi } from "./search-api";
import { SearchResults } from "./search-results";
import { SearchStart } from "./search-start";
import { SearchStore } from "./search-store";
import { SearchTips } from "./search-tips";
import { SuggestionChips } from "./suggestion-chips";

type Props = { text: string; now: number; users: readonly { name: string }[]; onText: (text: string) => void; onOpen: () => void };

/** Below the box: what was searched for lately while it is empty, and what it finds. */
export function SearchPanel({ userId, ...props }: Props & { userId: number }) {
	if (!props.text.trimStart()) return <SearchStart userId={userId} onText={props.onText} />;
	return (
		<div className="absolute inset-x-0 top-[42px] bottom-0 z-10 flex flex-col bg-card">
			<SearchFound {...props} />
		</div>
	);
}

/** What the text finds, and how to go on with it. */
export function SearchFound({ text, now, users, onText, onOpen }: Props) {
	const t = useTranslations("search");
	const [store] = useState(() => new SearchStore(searchApi));
	const state = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
	const asked = text.trimStart();
	const enough = asked.trimEnd().length >= 2 && !isEmptySearch(parseSearch(asked));
	useEffect(() => {
		if (enough) store.search(asked);
		else store.clear();
	}, [store, enough, asked]);
	useEffect(() => () => store.stop(), [store]);

	const count = state.hits.length + state.customers.length;
	return (
		<>
			<SuggestionChips text={text} users={users} onText={onText} />
			<p role="status" className="sr-only">
				{state.found !== null && state.status === "idle" && state.older !== "loading" && t("count", { count })}
			</p>
			<div aria-busy={state.status === "loading"} className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-line border-t">
				{enough ? (
					<SearchResults state={state} text={asked} now={now} onOpen={onOpen} onOlder={() => void store.searchOlder()} onRetry={() => store.retry(asked)} />
				) : (
					<SearchTips />
				)}
			</div>
		</>
	);
}
