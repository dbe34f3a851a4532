"use client";

import { Bell as BellIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";
import { Pill } from "@/components/ui/tag";
import { Tooltip } from "@/components/ui/tooltip";
import type { Unread } from "@/lib/notifications/queries";
import { useUnread } from "./use-unread";

const BellList = onDemand(() => import("./bell-list").then((module) => module.BellList), {
	loading: <Spinner className="mx-auto my-10" />,
});

/** How much there is to be told; pressed, what. */
export function Bell({ userId, session, unread: first }: { userId: number; session: string; unread: Unread }) {
	const t = useTranslations("notifications");
	const [open, setOpen] = useState(false);
	const unread = useUnread(userId, session, first);
	const { count } = unread;
	return (
		<Popover open={open} onOpenChange={setOpen}>
			<Tooltip label={t("label")} side="right">
				<PopoverTrigger
					aria-label={count > 0 ? `${t("label")}: ${t("unread", { count })}` : t("label")}
					className="relative grid size-10 place-items-center rounded-[10px] text-muted transition-colors hover:bg-fill hover:text-text data-[state=open]:bg-fill max-md:size-12 [&_svg]:size-5 [&_svg]:stroke-[1.75] max-md:[&_svg]:size-[22px]"
				>
					<BellIcon aria-hidden />
					<span aria-hidden className="absolute top-0.5 right-0.5">
						<Pill count={count} />
					</span>
				</PopoverTrigger>
			</Tooltip>
			<PopoverContent side="right" align="end" aria-label={t("label")} className="w-[400px]">
				<BellList unread={unread} onClose={() => setOpen(false)} onGone={() => setOpen(false)} />
			</PopoverContent>
		</Popover>
	);
}
