"use client";

import { useTranslations } from "next-intl";
import { MenuContent, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/ui/menu";
import { assignedFilters } from "@/lib/conversations/filter";
import type { ListCounts } from "@/lib/conversations/queries";
import { assignedWords } from "./assigned-words";
import { useInbox } from "./inbox-context";
import { useListFilter } from "./use-list-filter";

/** Loaded when somebody opens it. The numbers are of active ones. */
export function AssignedOptions({ counts }: { counts: ListCounts }) {
	const t = useTranslations("inbox.filters");
	const { users } = useInbox();
	const { filter, change } = useListFilter();
	const numbers: Partial<Record<(typeof assignedFilters)[number], number>> = filter.tab === "active" ? { me: counts.mine, nobody: counts.unassigned } : {};
	const choose = (chosen: string) => change({ assigned: assignedFilters.find((one) => one === chosen) ?? (Number(chosen) || null) });
	return (
		<MenuContent align="end" aria-label={t("assigned")}>
			<MenuRadioGroup value={String(filter.assigned ?? "")} onValueChange={choose}>
				<MenuRadioItem value="">{t("all")}</MenuRadioItem>
				{assignedFilters.map((one) => (
					<MenuRadioItem key={one} value={one}>
						{t(assignedWords[one])}
						{numbers[one] !== undefined && <span className="ml-1.5 text-faint text-xs tabular-nums">{numbers[one]}</span>}
					</MenuRadioItem>
				))}
				<MenuSeparator />
				<MenuLabel>{t("people")}</MenuLabel>
				{users.map(({ id, name, active }) => (
					<MenuRadioItem key={id} value={String(id)} className={active ? undefined : "text-muted"}>
						{name}
					</MenuRadioItem>
				))}
			</MenuRadioGroup>
		</MenuContent>
	);
}
