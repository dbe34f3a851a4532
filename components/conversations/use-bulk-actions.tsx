"use client";

import { Archive, Flag, FlagOff, Inbox, Mail, MailOpen, UserRoundCheck, UserRoundMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";
import { bulkAssign } from "@/lib/assignments/actions";
import { bulkFlag, bulkRead, bulkStatus, bulkUnread } from "@/lib/conversations/actions";
import type { BulkResult } from "@/lib/conversations/bulk";
import { bulkLimit } from "@/lib/conversations/limits";
import type { ListRow } from "@/lib/conversations/queries";
import * as edits from "./edits";
import { inChunks } from "./in-chunks";
import { useInbox } from "./inbox-context";

type Rows = readonly ListRow[];
type Deed = {
	icon: ReactNode;
	done: (count: number) => string;
	change: (row: ListRow) => ListRow;
	act: (rows: ListRow[]) => Promise<ActionResult<BulkResult>>;
	/** Takes it back from those that it changed. */
	undo?: (rows: Rows) => void;
};
const ids = (rows: Rows) => rows.map((row) => row.id);

/** What can be done with many conversations: shown at once, sent in parts, taken back from the toast. */
export function useBulkActions() {
	const { store, users } = useInbox();
	const t = useTranslations("inbox.bulk");
	const failed = useTranslations("common")("actionFailed");
	const toast = useToast();
	return useMemo(() => {
		async function run(rows: Rows, { icon, done, change, act, undo }: Deed) {
			const id = `bulk-${++count}`;
			const parts = rows.length > bulkLimit;
			const tell = (finished: number) => parts && toast(t("progress", { done: finished, count: rows.length }), { id, icon });
			tell(0);
			const send = (chunk: ListRow[], turn: Promise<unknown>) => store.edit(new Set(ids(chunk)), change, () => turn.then(() => act(chunk)));
			const outcome = await inChunks(rows, bulkLimit, send, tell);
			const changed = rows.filter((row) => outcome.changed.has(row.id));
			const back = undo && changed.length > 0 ? () => undo(changed) : undefined;
			if (outcome.failed > 0) {
				const reason = outcome.error ?? failed;
				const some = outcome.failed < rows.length;
				return toast(some ? t("someFailed", { count: outcome.failed, total: rows.length, reason }) : reason, { id, failed: true, undo: back });
			}
			const gone = outcome.missing > 0 ? ` ${t("missing", { count: outcome.missing })}` : "";
			toast(`${done(changed.length)}${gone}`, { id, icon, undo: back });
		}

		function setStatus(rows: Rows, status: ListRow["status"], undoing = false) {
			const archived = status === "archived";
			return run(rows, {
				icon: archived ? <Archive /> : <Inbox />,
				done: (count) => t(archived ? "archived" : "reopened", { count }),
				change: edits.withStatus(status),
				act: (chunk) => bulkStatus({ conversationIds: ids(chunk), status }),
				undo: undoing ? undefined : (changed) => void setStatus(changed, archived ? "active" : "archived", true),
			});
		}
		function setFlag(rows: Rows, flagged: boolean, undoing = false) {
			return run(rows, {
				icon: flagged ? <Flag /> : <FlagOff />,
				done: (count) => t(flagged ? "flagged" : "unflagged", { count }),
				change: edits.flagged(flagged),
				act: (chunk) => bulkFlag({ conversationIds: ids(chunk), flagged }),
				undo: undoing ? undefined : (changed) => void setFlag(changed, !flagged, true),
			});
		}
		function markRead(rows: Rows, undoing = false) {
			const seen = new Map(rows.map((row) => [row.id, row.lastMessageId]));
			return run(rows, {
				icon: <MailOpen />,
				done: (count) => t("read", { count }),
				change: (row) => edits.readUpto(seen.get(row.id) ?? 0)(row),
				act: (chunk) => bulkRead({ seen: chunk.map((row) => ({ conversationId: row.id, upto: row.lastMessageId })) }),
				undo: undoing
					? undefined
					: (changed) =>
							void markUnread(
								changed.filter((row) => row.unread > 0),
								true,
							),
			});
		}
		function markUnread(rows: Rows, undoing = false) {
			return run(rows, {
				icon: <Mail />,
				done: (count) => t("unread", { count }),
				change: edits.unread,
				act: (chunk) => bulkUnread({ conversationIds: ids(chunk) }),
				undo: undoing
					? undefined
					: (changed) =>
							void markRead(
								changed.filter((row) => row.unread === 0),
								true,
							),
			});
		}
		function setAssigned(rows: Rows, userId: number, assigned: boolean, undoing = false) {
			const name = users.find((user) => user.id === userId)?.name ?? "";
			return run(rows, {
				icon: assigned ? <UserRoundCheck /> : <UserRoundMinus />,
				done: (count) => t(assigned ? "assigned" : "unassigned", { count, name }),
				change: (row) => edits.assignedTo(withUser(row.assigneeIds, userId, assigned))(row),
				act: (chunk) => bulkAssign({ conversationIds: ids(chunk), userId, assigned }),
				undo: undoing ? undefined : (changed) => void setAssigned(changed, userId, !assigned, true),
			});
		}
		return { setStatus, setFlag, markRead, markUnread, setAssigned };
	}, [store, users, t, failed, toast]);
}

let count = 0;

function withUser(assigneeIds: number[], userId: number, assigned: boolean): number[] {
	const others = assigneeIds.filter((id) => id !== userId);
	if (!assigned) return others;
	return others.length < assigneeIds.length ? assigneeIds : [...others, userId];
}
