"use client";

import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useInbox } from "@/components/conversations/inbox-context";
import { useKeys } from "@/components/timeline/use-keys";
import { onDemand } from "@/components/ui/on-demand";
import { cn } from "@/lib/utils";
import { keepRecent } from "./recent";
import { SearchBox } from "./search-box";
import { useSearchText } from "./use-search-text";

const SearchPanel = onDemand(() => import("./search-panel").then((module) => module.SearchPanel));

/** The search box, and what it finds in place of the list: which stays below, out of sight, where it was. */
export function Search({ now, children }: { now: number; children: ReactNode }) {
	const { me, users } = useInbox();
	const { text, change } = useSearchText();
	const [active, setActive] = useState(false);
	/** It could not be loaded: the list is seen instead, and the next key is another try. */
	const [gone, setGone] = useState(false);
	const root = useRef<HTMLDivElement>(null);
	const input = useRef<HTMLInputElement>(null);
	const searching = text.trim() !== "";
	const focus = () => {
		input.current?.focus();
		input.current?.select();
	};
	useKeys({ "/": focus });

	const results = () => [...(root.current?.querySelectorAll<HTMLElement>("[data-result]") ?? [])];
	function leave() {
		change("");
		if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
		setActive(false);
	}
	function onKeyDown(event: KeyboardEvent) {
		if (navigator.onLine) setGone(false);
		if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
		const found = results();
		const place = found.indexOf(event.target as HTMLElement);
		if (event.key === "Escape") leave();
		else if (event.key === "ArrowDown") (found[place + 1] ?? found.at(-1))?.focus();
		else if (event.key === "ArrowUp") (found[place - 1] ?? input.current)?.focus();
		else if (event.key === "Enter" && event.target === input.current && searching) openFirst(found);
		else return;
		event.preventDefault();
	}
	function openFirst(found: HTMLElement[]) {
		// Not while another answer is on its way: it would open what nobody sees any more.
		if (!root.current?.querySelector("[aria-busy=true]")) found.find((each) => each instanceof HTMLAnchorElement)?.click();
	}
	function type(next: string) {
		change(next);
		input.current?.focus();
	}

	return (
		<div className="relative flex min-h-0 flex-1 flex-col">
			<search
				ref={root}
				onKeyDown={onKeyDown}
				onFocus={() => {
					setActive(true);
					setGone(false);
				}}
				onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setActive(false)}
			>
				<SearchBox input={input} text={text} onText={change} onClear={() => type("")} />
				{(active || searching) && !gone && (
					<SearchPanel userId={me.id} users={users} text={text} now={now} onText={type} onOpen={() => keepRecent(me.id, text)} onGone={() => setGone(true)} />
				)}
			</search>
			<div className={cn("flex min-h-0 flex-1 flex-col", searching && !gone && "invisible")}>{children}</div>
		</div>
	);
}
