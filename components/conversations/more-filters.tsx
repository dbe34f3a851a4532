"use client";

import { SlidersHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useListFilter } from "./use-list-filter";

const MoreFilterFields = dynamic(() => import("./more-filter-fields").then((module) => module.MoreFilterFields), { ssr: false });

/** The filters that are seldom needed: what they are set to stands as chips beside the others. */
export function MoreFilters() {
	const t = useTranslations("inbox.filters");
	const { filter } = useListFilter();
	const any = Boolean(filter.inbox || filter.source || filter.from || filter.to);
	return (
		<Popover>
			<PopoverTrigger asChild>
				<IconButton label={t("more")} active={any} className="size-7 pointer-coarse:size-9">
					<SlidersHorizontal aria-hidden />
				</IconButton>
			</PopoverTrigger>
			<PopoverContent align="end" aria-label={t("more")} className="w-72">
				<MoreFilterFields any={any} />
			</PopoverContent>
		</Popover>
	);
}
