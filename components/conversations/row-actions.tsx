"use client";

import { Archive, ArchiveRestore, Flag, FlagOff, MailOpen, MailX } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { ListRow } from "@/lib/conversations/queries";
import type { ConversationActions } from "./use-conversation-actions";

/** What shows over a row while somebody is at it. */
export function RowActions({ row, actions }: { row: ListRow; actions: ConversationActions }) {
	const t = useTranslations("inbox");
	const unread = row.unread > 0;
	const archived = row.status === "archived";
	return (
		<div
			role="toolbar"
			aria-label={t("row.actions", { name: row.customerName })}
			className="absolute top-1.5 right-2 flex gap-0.5 rounded-lg border border-line bg-card p-0.5 shadow-rest [&>button]:size-7"
		>
			<IconButton
				label={t(unread ? "actions.read" : "actions.unread")}
				shortcut={unread ? "shift+i" : "u"}
				onClick={() => (unread ? actions.markRead(row) : actions.markUnread(row))}
			>
				{unread ? <MailOpen aria-hidden /> : <MailX aria-hidden />}
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
