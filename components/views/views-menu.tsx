"use client";

import { Bookmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { SaveView } from "./save-view";
import { useViewActions } from "./use-view-actions";
import type { Views } from "./use-views";
import { ViewItem } from "./view-item";

/** Where the filters of now are saved as a view, and the saved ones are put in order, renamed and removed. */
export function ViewsMenu({ views }: { views: Views }) {
	const t = useTranslations("inbox.views");
	const [open, setOpen] = useState(false);
	return (
		<Popover open={open} onOpenChange={setOpen}>
			<PopoverTrigger asChild>
				<IconButton label={t("open")}>
					<Bookmark aria-hidden />
				</IconButton>
			</PopoverTrigger>
			<PopoverContent
				align="end"
				aria-label={t("open")}
				className="w-80"
				// While a name is being changed, Escape leaves that alone.
				onEscapeKeyDown={(event) => event.target instanceof Element && event.target.closest("[data-renaming]") && event.preventDefault()}
			>
				<Content views={views} />
			</PopoverContent>
		</Popover>
	);
}

function Content({ views: { views, reload } }: { views: Views }) {
	const t = useTranslations("inbox.views");
	const actions = useViewActions(views, reload);
	return (
		<div className="grid gap-1 p-1.5">
			{views.length === 0 ? (
				<p className="px-2 pt-1.5 text-muted text-sm">{t("none")}</p>
			) : (
				<ul aria-label={t("label")}>
					{views.map((view, index) => (
						<ViewItem key={view.id} view={view} first={index === 0} last={index === views.length - 1} actions={actions} />
					))}
				</ul>
			)}
			<SaveView views={views} onSave={actions.save} />
		</div>
	);
}
