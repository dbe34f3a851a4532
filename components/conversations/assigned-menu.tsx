"use client";

import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { Menu, MenuContent, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { assignedFilters } from "@/lib/conversations/filter";
import type { ListCounts } from "@/lib/conversations/queries";
import { useInbox } from "./inbox-context";
import { useListFilter } from "./use-list-filter";

const words = { me: "me", anyone: "somebody", nobody: "nobody" } as const;

/** Whose conversations: everybody's, mine, anyone's, nobody's or one person's. The numbers are of active ones. */
export function AssignedMenu({ counts }: { counts: ListCounts }) {
	const t = useTranslations("inbox.filters");
	const { users } = useInbox();
	const { filter, change } = useListFilter();
	const { assigned } = filter;
	const person = typeof assigned === "number" ? (users.find(({ id }) => id === assigned)?.name ?? t("unknown")) : null;
	const value = typeof assigned === "string" ? t(words[assigned]) : person;
	const numbers: Partial<Record<(typeof assignedFilters)[number], number>> = filter.tab === "active" ? { me: counts.mine, nobody: counts.unassigned } : {};
	const choose = (chosen: string) => change({ assigned: assignedFilters.find((one) => one === chosen) ?? (Number(chosen) || null) });
	return (
		<Menu>
			<MenuTrigger asChild>
				<Chip
					opens
					on={Boolean(value)}
					className={value ? "order-first" : undefined}
					aria-label={value ? t("chosen", { filter: t("assigned"), value }) : undefined}
				>
					<span className="max-w-32 truncate">{value ?? t("assigned")}</span>
				</Chip>
			</MenuTrigger>
			<MenuContent align="end" aria-label={t("assigned")}>
				<MenuRadioGroup value={String(assigned ?? "")} onValueChange={choose}>
					<MenuRadioItem value="">{t("all")}</MenuRadioItem>
					{assignedFilters.map((one) => (
						<MenuRadioItem key={one} value={one}>
							{t(words[one])}
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
		</Menu>
	);
}
