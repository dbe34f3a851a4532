"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useKeys } from "@/components/timeline/use-keys";
import { keepRecent } from "./recent";
import { SearchBox } from "./search-box";
import { SearchFound } from "./search-panel";
import { SearchTips } from "./search-tips";
import { useSearchText } from "./use-search-text";

/** The results with the whole page to themselves. */
export function SearchPage({ userId, users, now }: { userId: number; users: readonly { name: string }[]; now: number }) {
	const t = useTranslations("search");
	const { text, change } = useSearchText();
	const input = useRef<HTMLInputElement>(null);
	useKeys({ "/": () => input.current?.select() });
	function type(next: string) {
		change(next);
		input.current?.focus();
	}
	return (
		<search className="mx-auto flex h-full max-w-3xl flex-col bg-card md:border-x">
			<h1 className="px-4 pt-3 pb-2 font-semibold text-lg">{t("label")}</h1>
			<SearchBox input={input} text={text} onText={change} onClear={() => type("")} />
			{text.trim() ? <SearchFound text={text} users={users} now={now} onText={type} onOpen={() => keepRecent(userId, text)} /> : <SearchTips />}
		</search>
	);
}
