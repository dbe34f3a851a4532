"use client";

import { SearchIcon, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useKeys } from "@/components/timeline/use-keys";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/utils";
import { useCustomerFilter } from "./use-customer-filter";

/** Milliseconds without a key before it is looked for. */
const pause = 150;

/** Finds while one types. */
export function CustomerSearch({ className }: { className?: string }) {
	const t = useTranslations("customers");
	const { filter, replace } = useCustomerFilter();
	const input = useRef<HTMLInputElement>(null);
	const [text, setText] = useState(filter.q);
	const written = useRef(filter.q);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => () => clearTimeout(timer.current), []);
	// Back, forward and links change it too; what was written here comes back late, and must not replace what was typed since.
	useEffect(() => {
		if (filter.q === written.current) return;
		written.current = filter.q;
		setText(filter.q);
	}, [filter.q]);
	useKeys({ "/": () => input.current?.focus() });

	function write(next: string) {
		setText(next);
		clearTimeout(timer.current);
		timer.current = setTimeout(() => {
			written.current = next;
			replace({ q: next });
		}, pause);
	}
	return (
		<search className={cn("relative", className)}>
			<SearchIcon aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 stroke-[1.75] text-faint" />
			<Input
				ref={input}
				value={text}
				onChange={(event) => write(event.target.value)}
				onKeyDown={(event) => event.key === "Escape" && text && write("")}
				aria-label={t("searchLabel")}
				aria-keyshortcuts="/"
				placeholder={t("placeholder")}
				maxLength={200}
				enterKeyHint="search"
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={false}
				className="bg-ground pr-9 pl-9"
			/>
			{text && (
				<IconButton label={t("clearSearch")} onClick={() => write("")} className="absolute top-1 right-1 size-7">
					<X aria-hidden />
				</IconButton>
			)}
		</search>
	);
}
