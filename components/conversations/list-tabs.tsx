"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { tabClasses } from "@/components/ui/tabs";
import { tabs } from "@/lib/conversations/filter";
import type { ListCounts } from "@/lib/conversations/queries";
import { tabIcons } from "./icons";
import { SortMenu } from "./sort-menu";
import { useListFilter } from "./use-list-filter";

/** Links, so that a tab can be opened in another window; a plain click stays on the page. */
export function ListTabs({ counts }: { counts: ListCounts }) {
	const t = useTranslations("inbox");
	const { filter, addressWith, change } = useListFilter();
	const shown: readonly Tab[] = ["active", filter.tab === "active" ? "archived" : filter.tab];
	const choose = (event: MouseEvent, tab: Tab) => {
		if (event.metaKey || event.ctrlKey || event.shiftKey) return;
		event.preventDefault();
		if (tab !== filter.tab) change({ tab });
	};
	return (
		<div className="flex shrink-0 items-center border-line border-b pr-2 pl-4">
			<nav aria-label={t("tabs.label")} className="flex min-w-0 flex-1 gap-4">
				{shown.map((tab) => {
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
			<MoreTabs tabs={tabs.filter((tab) => !shown.includes(tab))} counts={counts} />
			<SortMenu />
		</div>
	);
}

type Tab = (typeof tabs)[number];

/** The places that few look into every day; the one that is open stands among the tabs. */
function MoreTabs({ tabs, counts }: { tabs: Tab[]; counts: ListCounts }) {
	const t = useTranslations("inbox.tabs");
	const { change } = useListFilter();
	return (
		<Menu>
			<MenuTrigger asChild>
				<IconButton label={t("more")}>
					<Ellipsis aria-hidden />
				</IconButton>
			</MenuTrigger>
			<MenuContent align="end">
				{tabs.map((tab) => {
					const Icon = tabIcons[tab];
					return (
						<MenuItem key={tab} icon={<Icon aria-hidden />} onSelect={() => change({ tab })}>
							<span className="flex gap-2">
								<span className="flex-1">{t(tab)}</span>
								{counts[tab] > 0 && <Count value={counts[tab]} />}
							</span>
						</MenuItem>
					);
				})}
			</MenuContent>
		</Menu>
	);
}

function Count({ value }: { value: number }) {
	return <span className="font-medium text-faint text-xs tabular-nums">{value}</span>;
}
