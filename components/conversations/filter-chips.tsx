"use client";

import { Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { channelFilters, lastFilters } from "@/lib/conversations/filter";
import { FilterMenu } from "./filter-menu";
import { channelIcons, speakerIcons } from "./icons";
import { useListFilter } from "./use-list-filter";

export function FilterChips({ unread }: { unread: number }) {
	const t = useTranslations("inbox.filters");
	const channels = useTranslations("common.channels");
	const { filter, change } = useListFilter();
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and cannot be laid out as freely
		<div
			role="group"
			aria-label={t("label")}
			className="flex shrink-0 gap-1.5 overflow-x-auto border-line border-b px-3 py-2 [mask-image:linear-gradient(to_right,black_calc(100%-12px),transparent)] [scrollbar-width:none] @max-[370px]:gap-1 @max-[370px]:px-2 [&>button]:gap-1 [&>button]:px-2"
		>
			<Chip on={filter.unread} onClick={() => change({ unread: !filter.unread })}>
				{t("unread")}
				{unread > 0 && <span className="font-medium tabular-nums">{unread > 99 ? "99+" : unread}</span>}
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
		</div>
	);
}
