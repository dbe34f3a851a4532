"use client";

import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { tabClasses } from "@/components/ui/tabs";
import { tabs } from "@/lib/conversations/filter";
import type { ListCounts } from "@/lib/conversations/queries";
import { SortMenu } from "./sort-menu";
import { useListFilter } from "./use-list-filter";

/** Links, so that a tab can be opened in another window; a plain click stays on the page. */
export function ListTabs({ counts }: { counts: ListCounts }) {
	const t = useTranslations("inbox");
	const { filter, addressWith, change } = useListFilter();
	const choose = (event: MouseEvent, tab: (typeof tabs)[number]) => {
		if (event.metaKey || event.ctrlKey || event.shiftKey) return;
		event.preventDefault();
		if (tab !== filter.tab) change({ tab });
	};
	return (
		<div className="flex shrink-0 items-center border-line border-b pr-2 pl-4">
			<nav aria-label={t("tabs.label")} className="flex min-w-0 flex-1 gap-4">
				{tabs.map((tab) => {
					const here = tab === filter.tab;
					return (
						<a
							key={tab}
							href={addressWith({ tab })}
							onClick={(event) => choose(event, tab)}
							aria-current={here ? "true" : undefined}
							data-state={here ? "active" : "inactive"}
							className={tabClasses}
						>
							{t(`tabs.${tab}`)}
							{counts[tab] > 0 && <Count value={counts[tab]} />}
						</a>
					);
				})}
			</nav>
			<SortMenu />
		</div>
	);
}

function Count({ value }: { value: number }) {
	return <span className="font-medium text-faint text-xs tabular-nums">{value}</span>;
}
