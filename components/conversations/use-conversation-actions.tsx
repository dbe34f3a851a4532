"use client";

import { Archive, CheckCheck, Inbox, UserRoundCheck, UserRoundMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";
import { assign } from "@/lib/assignments/actions";
import { changeStatus, flag, read, readAll, undoReadAll, unread } from "@/lib/conversations/actions";
import type { ListRow } from "@/lib/conversations/queries";
import * as edits from "./edits";
import { useInbox } from "./inbox-context";

export type ConversationActions = ReturnType<typeof useConversationActions>;

/** What can be done with a conversation from its row. Shown at once; taken back with a word when it is refused. */
export function useConversationActions() {
	const { store, me } = useInbox();
	const t = useTranslations("inbox");
	const failed = useTranslations("common")("actionFailed");
	const toast = useToast();
	return useMemo(() => {
		/** `id`: of the toast that promised it, which then says what went wrong. */
		async function report<T>(result: Promise<ActionResult<T> | null>, id?: string): Promise<T | undefined> {
			const answer = await result;
			if (answer?.ok) return answer.data;
			toast(answer?.error ?? failed, { failed: true, id });
		}

		function setStatus(id: number, status: ListRow["status"], undoing = false) {
			const toastId = `status-${id}`;
			const archived = status === "archived";
			const undo = () => setStatus(id, archived ? "active" : "archived", true);
			toast(t(archived ? "actions.archived" : "actions.reopened"), { id: toastId, icon: archived ? <Archive /> : <Inbox />, undo: undoing ? undefined : undo });
			void report(
				store.edit(id, edits.withStatus(status), () => changeStatus({ conversationId: id, status })),
				toastId,
			);
		}

		function setAssignees(id: number, userIds: number[], before: number[], undoing = false) {
			const toastId = `assign-${id}`;
			const mine = userIds.includes(me.id);
			const undo = () => setAssignees(id, before, userIds, true);
			const icon = mine ? <UserRoundCheck /> : <UserRoundMinus />;
			toast(t(mine ? "actions.assigned" : "actions.unassigned"), { id: toastId, icon, undo: undoing ? undefined : undo });
			void report(
				store.edit(id, edits.assignedTo(userIds), () => assign({ conversationId: id, userIds })),
				toastId,
			);
		}

		async function markAllRead() {
			const upto = Math.max(0, ...store.snapshot().rows.map((row) => row.lastMessageId));
			const marked = await report(store.edit("all", edits.readUpto(upto), () => readAll({})));
			if (!marked) return;
			const undo = () =>
				void report(
					store.edit(
						"all",
						(row) => row,
						() => undoReadAll(marked),
					),
				);
			toast(t("markedAllRead"), { id: "read-all", icon: <CheckCheck />, undo });
		}

		return {
			markAllRead,
			toggleStatus: (row: Pick<ListRow, "id" | "status">) => setStatus(row.id, row.status === "active" ? "archived" : "active"),
			toggleFlag: ({ id, flagged }: Pick<ListRow, "id" | "flagged">) =>
				void report(store.edit(id, edits.flagged(!flagged), () => flag({ conversationId: id, flagged: !flagged }))),
			markRead: ({ id, lastMessageId }: Pick<ListRow, "id" | "lastMessageId">) =>
				void report(store.edit(id, edits.readUpto(lastMessageId), () => read({ conversationId: id, upto: lastMessageId }))),
			markUnread: ({ id }: Pick<ListRow, "id">) => void report(store.edit(id, edits.unread, () => unread({ conversationId: id }))),
			toggleMine: ({ id, assigneeIds }: Pick<ListRow, "id" | "assigneeIds">) => {
				const others = assigneeIds.filter((userId) => userId !== me.id);
				setAssignees(id, others.length < assigneeIds.length ? others : [...assigneeIds, me.id], assigneeIds);
			},
		};
	}, [store, me.id, t, failed, toast]);
}
