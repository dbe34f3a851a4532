"use client";

import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { ListFilter } from "@/lib/conversations/filter";
import { useInbox } from "./inbox-context";
import { useListFilter } from "./use-list-filter";

/** What is set among the further filters: a click takes it away. */
export function ChosenFilters() {
	const t = useTranslations("inbox.filters");
	const { inboxes } = useInbox();
	const { filter, change } = useListFilter();
	const date = useDay();
	const chosen: { label: string | null; without: Partial<ListFilter> }[] = [
		{ label: filter.inbox && (inboxes.find(({ id }) => id === filter.inbox)?.name ?? t("unknown")), without: { inbox: null } },
		{ label: filter.source && t(`sources.${filter.source}`), without: { source: null } },
		{ label: filter.from && t("fromDay", { day: date(filter.from) }), without: { from: null } },
		{ label: filter.to && t("toDay", { day: date(filter.to) }), without: { to: null } },
	].map(({ label, without }) => ({ label: label || null, without }));
	return chosen.map(
		({ label, without }) =>
			label && (
				<Chip key={Object.keys(without)[0]} on removes aria-label={t("remove", { filter: label })} onClick={() => change(without)}>
					<span className="max-w-32 truncate">{label}</span>
				</Chip>
			),
	);
}

/** A day without a time has no zone. */
function useDay(): (day: string) => string {
	const format = new Intl.DateTimeFormat(useLocale(), { dateStyle: "medium", timeZone: "UTC" });
	return (day) => format.format(new Date(`${day}T00:00:00Z`));
}
