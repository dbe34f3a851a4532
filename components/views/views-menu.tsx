"use client";

import { Bookmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Views } from "./use-views";

const ViewsEditor = onDemand(() => import("./views-editor").then((module) => module.ViewsEditor));

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
				<ViewsEditor views={views} onGone={() => setOpen(false)} />
			</PopoverContent>
		</Popover>
	);
}
