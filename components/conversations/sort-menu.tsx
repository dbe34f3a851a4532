"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";
import { sorts } from "@/lib/conversations/filter";
import { useListFilter } from "./use-list-filter";

export function SortMenu() {
	const t = useTranslations("inbox.sort");
	const { filter, change } = useListFilter();
	const chosen = useTranslations("inbox.filters")("chosen", { filter: t("label"), value: t(filter.sort) });
	return (
		<Menu>
			<MenuTrigger
				aria-label={chosen}
				className="inline-flex h-7 shrink-0 items-center gap-1 rounded-md px-2 text-muted text-sm transition-colors hover:bg-fill hover:text-text data-[state=open]:bg-fill"
			>
				{t(filter.sort)}
				<ChevronDown aria-hidden className="size-[13px] stroke-[1.75]" />
			</MenuTrigger>
			<MenuContent align="end" aria-label={t("label")}>
				<MenuRadioGroup value={filter.sort} onValueChange={(value) => change({ sort: sorts.find((sort) => sort === value) ?? "newest" })}>
					{sorts.map((sort) => (
						<MenuRadioItem key={sort} value={sort}>
							{t(`${sort}Long`)}
						</MenuRadioItem>
					))}
				</MenuRadioGroup>
			</MenuContent>
		</Menu>
	);
}
