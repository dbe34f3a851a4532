"use client";

import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useListFilter } from "./use-list-filter";

const MoreFilterFields = onDemand(() => import("./more-filter-fields").then((module) => module.MoreFilterFields));

/** The filters that are seldom needed: what they are set to stands as chips beside the others. */
export function MoreFilters() {
	const t = useTranslations("inbox.filters");
	const { filter } = useListFilter();
	const [open, setOpen] = useState(false);
	const any = Boolean(filter.inbox || filter.source || filter.from || filter.to);
	return (
		<Popover open={open} onOpenChange={setOpen}>
			<PopoverTrigger asChild>
				<IconButton label={t("more")} active={any} className="size-7 pointer-coarse:size-9">
					<SlidersHorizontal aria-hidden />
				</IconButton>
			</PopoverTrigger>
			<PopoverContent align="end" aria-label={t("more")} className="w-72">
				<MoreFilterFields any={any} onGone={() => setOpen(false)} />
			</PopoverContent>
		</Popover>
	);
}
