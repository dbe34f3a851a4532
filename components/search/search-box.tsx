"use client";

import { SearchIcon, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";

type Props = { input: RefObject<HTMLInputElement | null>; text: string; onText: (text: string) => void; onClear: () => void };

export function SearchBox({ input, text, onText, onClear }: Props) {
	const t = useTranslations("search");
	return (
		<div className="relative mx-3 mb-1.5 shrink-0">
			<SearchIcon aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 stroke-[1.75] text-faint" />
			<Input
				ref={input}
				value={text}
				onChange={(event) => onText(event.target.value)}
				aria-label={t("label")}
				aria-keyshortcuts="/"
				placeholder={t("placeholder")}
				maxLength={1000}
				enterKeyHint="search"
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={false}
				className="peer bg-ground pr-9 pl-9"
			/>
			{text ? (
				<IconButton label={t("clear")} onClick={onClear} className="absolute top-1 right-1 size-7">
					<X aria-hidden />
				</IconButton>
			) : (
				<Kbd keys="/" className="pointer-events-none absolute top-2 right-2.5 px-1.5 leading-[18px] peer-focus:hidden pointer-coarse:hidden" />
			)}
		</div>
	);
}
