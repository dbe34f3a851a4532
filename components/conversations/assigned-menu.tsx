"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";
import { assignedFilters } from "@/lib/conversations/filter";
import type { ListCounts } from "@/lib/conversations/queries";
import { cn } from "@/lib/utils";
import { useListFilter } from "./use-list-filter";

/** Whose conversations: everybody's, mine, or those that nobody has. The numbers are of active ones. */
export function AssignedMenu({ counts }: { counts: ListCounts }) {
	const t = useTranslations("inbox.filters");
	const { filter, change } = useListFilter();
	const value = filter.assigned ? t(filter.assigned) : t("all");
	const numbers = filter.tab === "active" ? { me: counts.mine, nobody: counts.unassigned } : null;
	return (
		<Menu>
			<MenuTrigger
				aria-label={t("chosen", { filter: t("assigned"), value })}
				className={cn(
					"inline-flex h-7 shrink-0 items-center gap-1 rounded-md px-2 text-muted text-sm transition-colors hover:bg-fill hover:text-text data-[state=open]:bg-fill",
					filter.assigned && "font-medium text-accent-text hover:text-accent-text",
				)}
			>
				{value}
				<ChevronDown aria-hidden className="size-[13px] stroke-[1.75]" />
			</MenuTrigger>
			<MenuContent align="end" aria-label={t("assigned")}>
				<MenuRadioGroup
					value={filter.assigned ?? ""}
					onValueChange={(assigned) => change({ assigned: assignedFilters.find((one) => one === assigned) ?? null })}
				>
					<MenuRadioItem value="">{t("all")}</MenuRadioItem>
					{assignedFilters.map((assigned) => (
						<MenuRadioItem key={assigned} value={assigned}>
							{t(assigned)}
							{numbers && <span className="ml-1.5 text-faint text-xs tabular-nums">{numbers[assigned]}</span>}
						</MenuRadioItem>
					))}
				</MenuRadioGroup>
			</MenuContent>
		</Menu>
	);
}
