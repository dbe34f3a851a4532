"use client";

import { Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { channelFilters, lastFilters } from "@/lib/conversations/filter";
import type { ListCounts } from "@/lib/conversations/queries";
import { AssignedMenu } from "./assigned-menu";
import { ChosenFilters } from "./chosen-filters";
import { FilterMenu } from "./filter-menu";
import { channelIcons, speakerIcons } from "./icons";
import { MoreFilters } from "./more-filters";
import { useListFilter } from "./use-list-filter";

export function FilterChips({ counts }: { counts: ListCounts }) {
	const t = useTranslations("inbox.filters");
	const channels = useTranslations("common.channels");
	const { filter, change } = useListFilter();
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and cannot be laid out as freely
		<div role="group" aria-label={t("label")} className="flex shrink-0 items-center border-line border-b pr-2">
			<div className="flex min-w-0 flex-1 gap-1.5 overflow-x-auto py-2 pr-3 pl-3 [mask-image:linear-gradient(to_right,black_calc(100%-12px),transparent)] [scrollbar-width:none] @max-[370px]:gap-1 @max-[370px]:pl-2 [&>button]:gap-1 [&>button]:px-2">
				{(filter.inbox || filter.source || filter.from || filter.to) && <ChosenFilters />}
				<Chip on={filter.unread} onClick={() => change({ unread: !filter.unread })}>
					{t("unread")}
					{counts.unread > 0 && <span className="font-medium tabular-nums">{counts.unread > 99 ? "99+" : counts.unread}</span>}
				</Chip>
				<Chip on={filter.flagged} onClick={() => change({ flagged: !filter.flagged })}>
					<Flag aria-hidden className="@max-[370px]:hidden" />
					{t("flagged")}
				</Chip>
				<FilterMenu
					name={t("channel")}
					any={t("anyChannel")}
					value={filter.channel}
					options={channelFilters.map((value) => ({ value, label: channels(value), icon: channelIcons[value] }))}
					onChange={(channel) => change({ channel })}
				/>
				<FilterMenu
					name={t("last")}
					title={t("lastLabel")}
					any={t("anyone")}
					value={filter.last}
					options={lastFilters.map((value) => ({ value, label: t(value), icon: speakerIcons[value] }))}
					onChange={(last) => change({ last })}
				/>
				<AssignedMenu counts={counts} />
			</div>
			<MoreFilters />
		</div>
	);
}
