"use client";

import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { listFilterQuery, parseListFilter } from "@/lib/conversations/filter";
import { cn } from "@/lib/utils";
import type { ListedView } from "@/lib/views/queries";

/** The saved views above the tabs. Links, so that a view can be opened in another window; a plain click stays on the page. */
export function ViewBar({ views }: { views: ListedView[] }) {
	const t = useTranslations("inbox.views");
	const { filter, addressWith, change } = useListFilter();
	const now = listFilterQuery(filter).toString();
	if (views.length === 0) return null;
	return (
		<nav aria-label={t("label")} className="flex shrink-0 gap-1 overflow-x-auto px-2 pb-1.5 [scrollbar-width:none]">
			{views.map((view) => {
				const filter = parseListFilter(new URLSearchParams(view.query));
				const here = view.query === now;
				const choose = (event: MouseEvent) => {
					if (event.metaKey || event.ctrlKey || event.shiftKey) return;
					event.preventDefault();
					if (!here) change(filter);
				};
				return (
					<a
						key={view.id}
						href={addressWith(filter)}
						onClick={choose}
						aria-current={here ? "true" : undefined}
						className={cn(
							"inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-muted text-sm transition-colors hover:bg-fill hover:text-text pointer-coarse:h-9",
							here && "bg-accent-fill font-medium text-accent-text hover:bg-accent-fill hover:text-accent-text",
						)}
					>
						<span className="max-w-40 truncate">{view.name}</span>
						<span className="font-medium text-xs tabular-nums opacity-80">{viewCount(view)}</span>
					</a>
				);
			})}
		</nav>
	);
}

const viewCount = ({ count, more }: ListedView) => (more ? `${count}+` : count);
