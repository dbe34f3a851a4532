"use client";

import { Archive, ArchiveRestore, Flag, FlagOff, ListChecks, Mail, MailOpen, UserRoundCheck, UserRoundMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type MouseEvent, type ReactNode, useState } from "react";
import { ContextMenu, ContextMenuContent, ContextMenuItem, ContextMenuSeparator, ContextMenuTrigger } from "@/components/ui/context-menu";
import type { ListRow } from "@/lib/conversations/queries";
import { conversationAt } from "./row-element";
import type { ConversationActions } from "./use-conversation-actions";

type Props = { rows: readonly ListRow[]; userId: number; actions: ConversationActions; onPick: (id: number) => void; children: ReactNode };

/** One menu for all rows: the right click, the menu key or a long press tells which it is about. */
export function RowMenu({ rows, userId, actions, onPick, children }: Props) {
	const [id, setId] = useState<number | null>(null);
	const row = rows.find((row) => row.id === id);
	return (
		<ContextMenu>
			<ContextMenuTrigger asChild onContextMenuCapture={(event: MouseEvent) => setId(conversationAt(event.target))}>
				{children}
			</ContextMenuTrigger>
			{row && <Items row={row} mine={row.assigneeIds.includes(userId)} actions={actions} onPick={onPick} />}
		</ContextMenu>
	);
}

function Items({ row, mine, actions, onPick }: Pick<Props, "actions" | "onPick"> & { row: ListRow; mine: boolean }) {
	const t = useTranslations("inbox");
	const archived = row.status === "archived";
	return (
		<ContextMenuContent aria-label={t("row.actions", { name: row.customerName })}>
			{row.unread > 0 ? (
				<ContextMenuItem icon={<MailOpen aria-hidden />} shortcut="shift+i" onSelect={() => actions.markRead(row)}>
					{t("actions.read")}
				</ContextMenuItem>
			) : (
				<ContextMenuItem icon={<Mail aria-hidden />} shortcut="u" onSelect={() => actions.markUnread(row)}>
					{t("actions.unread")}
				</ContextMenuItem>
			)}
			<ContextMenuItem icon={row.flagged ? <FlagOff aria-hidden /> : <Flag aria-hidden />} shortcut="s" onSelect={() => actions.toggleFlag(row)}>
				{t(row.flagged ? "actions.unflag" : "actions.flag")}
			</ContextMenuItem>
			<ContextMenuItem icon={mine ? <UserRoundMinus aria-hidden /> : <UserRoundCheck aria-hidden />} shortcut="a" onSelect={() => actions.toggleMine(row)}>
				{t(mine ? "actions.unassign" : "actions.assign")}
			</ContextMenuItem>
			<ContextMenuItem icon={<ListChecks aria-hidden />} shortcut="x" onSelect={() => onPick(row.id)}>
				{t("bulk.select")}
			</ContextMenuItem>
			<ContextMenuSeparator />
			<ContextMenuItem icon={archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />} shortcut="e" onSelect={() => actions.toggleStatus(row)}>
				{t(archived ? "actions.reopen" : "actions.archive")}
			</ContextMenuItem>
		</ContextMenuContent>
	);
}
