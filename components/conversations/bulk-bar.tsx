"use client";

import { Archive, ArchiveRestore, Flag, FlagOff, ListChecks, Mail, MailOpen, UserRoundPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { BulkMenu } from "@/components/actions/bulk-menu";
import { AssignMenu } from "@/components/details/assign-menu";
import { useKeys } from "@/components/timeline/use-keys";
import { IconButton } from "@/components/ui/icon-button";
import { useInbox } from "./inbox-context";
import { useBulkActions } from "./use-bulk-actions";
import type { Picking } from "./use-selection";

/** In the place of the filters while conversations are picked: what can be done with them all. Its keys come before those of the rows. */
export function BulkBar({ picking, loaded }: { picking: Picking; loaded: number }) {
	const t = useTranslations("inbox.bulk");
	const row = useTranslations("inbox.actions");
	const { me, users } = useInbox();
	const actions = useBulkActions();
	const { picked, clear } = picking;
	const archived = picked[0]?.status === "archived";
	const flagged = picked.every((row) => row.flagged);
	const unread = picked.some((row) => row.unread > 0);
	const everyones = users.map(({ id }) => id).filter((id) => picked.every((row) => row.assigneeIds.includes(id)));

	const toggleStatus = () => {
		void actions.setStatus(picked, archived ? "active" : "archived");
		clear();
	};
	const toggleFlag = () => void actions.setFlag(picked, !flagged);
	const toggleAssigned = (userId: number) => void actions.setAssigned(picked, userId, !everyones.includes(userId));
	const markRead = () => void actions.markRead(picked);
	const markUnread = () => void actions.markUnread(picked);
	useKeys({ e: toggleStatus, s: toggleFlag, u: markUnread, I: markRead, a: () => toggleAssigned(me.id), Escape: clear }, { first: true });

	return (
		<div
			role="toolbar"
			aria-label={t("label")}
			className="flex h-[43px] shrink-0 items-center gap-0.5 border-line border-b bg-accent-fill px-2 pointer-coarse:h-[49px]"
		>
			<IconButton label={t("clear")} shortcut="esc" onClick={clear}>
				<X aria-hidden />
			</IconButton>
			<span role="status" className="min-w-0 flex-1 truncate font-medium text-accent-text text-sm tabular-nums">
				{t("selected", { count: picked.length })}
			</span>
			{picked.length < loaded && (
				<IconButton label={t("all", { count: loaded })} onClick={picking.pickAll}>
					<ListChecks aria-hidden />
				</IconButton>
			)}
			<IconButton label={row(unread ? "read" : "unread")} shortcut={unread ? "shift+i" : "u"} onClick={unread ? markRead : markUnread}>
				{unread ? <MailOpen aria-hidden /> : <Mail aria-hidden />}
			</IconButton>
			<IconButton label={row(flagged ? "unflag" : "flag")} shortcut="s" onClick={toggleFlag}>
				{flagged ? <FlagOff aria-hidden /> : <Flag aria-hidden />}
			</IconButton>
			<AssignMenu users={users} assignedIds={everyones} meId={me.id} onToggle={toggleAssigned}>
				<IconButton label={t("assign")}>
					<UserRoundPlus aria-hidden />
				</IconButton>
			</AssignMenu>
			<IconButton label={row(archived ? "reopen" : "archive")} shortcut="e" onClick={toggleStatus}>
				{archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
			</IconButton>
			<BulkMenu picked={picked} onDone={clear} />
		</div>
	);
}
