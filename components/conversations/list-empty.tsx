"use client";

import { CheckCheck, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ListFilter } from "@/lib/conversations/filter";
import { tabIcons } from "./icons";
import { isFiltered } from "./use-list-filter";

/** Why there is nothing, and the way on. */
export function ListEmpty({ filter, onShowAll }: { filter: ListFilter; onShowAll: () => void }) {
	const t = useTranslations("inbox.empty");
	const showAll = <Button onClick={onShowAll}>{t("showAll")}</Button>;
	if (!isFiltered(filter)) {
		const Icon = tabIcons[filter.tab];
		return (
			<EmptyState icon={<Icon />} title={t(`${filter.tab}Title`)}>
				{t(`${filter.tab}Text`)}
			</EmptyState>
		);
	}
	const onlyUnread = filter.unread && !isFiltered({ ...filter, unread: false });
	return (
		<EmptyState icon={onlyUnread ? <CheckCheck /> : <SearchX />} title={t(onlyUnread ? "unreadTitle" : "filteredTitle")} action={showAll}>
			{t(onlyUnread ? "unreadText" : "filteredText")}
		</EmptyState>
	);
}
