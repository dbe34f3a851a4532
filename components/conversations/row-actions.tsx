"use client";

import { Archive, ArchiveRestore, Flag, FlagOff, Mail, MailOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { ListRow } from "@/lib/conversations/queries";
import { cn } from "@/lib/utils";
import type { ConversationActions } from "./use-conversation-actions";

type Props = { row: ListRow; actions: ConversationActions; className: string };

/** What stands in the place of the time while somebody is at a row; `className` gives it the row's ground. */
export function RowActions({ row, actions, className }: Props) {
	const t = useTranslations("inbox");
	const unread = row.unread > 0;
	const archived = row.status === "archived";
	return (
		<div
			role="toolbar"
			aria-label={t("row.actions", { name: row.customerName })}
			className={cn("absolute top-[9px] right-2 flex gap-0.5 pl-2 [&>button]:size-6 [&>button]:not-disabled:hover:bg-fill-hover", className)}
		>
			<IconButton
				label={t(unread ? "actions.read" : "actions.unread")}
				shortcut={unread ? "shift+i" : "u"}
				onClick={() => (unread ? actions.markRead(row) : actions.markUnread(row))}
			>
				{unread ? <MailOpen aria-hidden /> : <Mail aria-hidden />}
			</IconButton>
			<IconButton label={t(row.flagged ? "actions.unflag" : "actions.flag")} shortcut="s" onClick={() => actions.toggleFlag(row)}>
				{row.flagged ? <FlagOff aria-hidden /> : <Flag aria-hidden />}
			</IconButton>
			<IconButton label={t(archived ? "actions.reopen" : "actions.archive")} shortcut="e" onClick={() => actions.toggleStatus(row)}>
				{archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
			</IconButton>
		</div>
	);
}
