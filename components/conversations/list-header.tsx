"use client";

import { CheckCheck, FileText, FilterX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { NewConversation } from "@/components/start/new-conversation";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";

type Props = { filtered: boolean; onClear: () => void; onMarkAllRead: () => void; children: ReactNode };

export function ListHeader({ filtered, onClear, onMarkAllRead, children }: Props) {
	const t = useTranslations("inbox");
	return (
		<header className="flex h-14 shrink-0 items-center gap-1 pr-3 pl-4">
			<h1 className="min-w-0 flex-1 truncate font-semibold text-lg tracking-tight">{t("title")}</h1>
			{filtered && (
				<IconButton label={t("clearFilters")} onClick={onClear}>
					<FilterX aria-hidden />
				</IconButton>
			)}
			{children}
			<IconButton label={t("markAllRead")} onClick={onMarkAllRead}>
				<CheckCheck aria-hidden />
			</IconButton>
			<Tooltip label={t("templates")}>
				<Link
					href="/templates"
					aria-label={t("templates")}
					className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-fill hover:text-text [&_svg]:size-4 [&_svg]:stroke-[1.75]"
				>
					<FileText aria-hidden />
				</Link>
			</Tooltip>
			<NewConversation />
		</header>
	);
}
