"use client";

import { AlarmClock, Ban, Inbox, Link, ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import * as edits from "@/components/conversations/edits";
import { useInbox } from "@/components/conversations/inbox-context";
import { useConversationActions } from "@/components/conversations/use-conversation-actions";
import { useFormat } from "@/components/shell/use-format";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";
import { block, markSpam, move, snoozeUntil } from "@/lib/conversations/actions";
import type { ListRow } from "@/lib/conversations/queries";
import type { ActionName, Target } from "./target";
import type { DialogRequest } from "./wanted";

/** What the actions do where no open conversation has its own way. Those that need to know more ask for it. */
export function useDeeds(ask: (request: DialogRequest) => void): Record<ActionName, (target: Target) => void> {
	const rows = useConversationActions();
	const aside = useAside();
	const t = useTranslations("actions");
	const toast = useToast();
	return {
		mine: rows.toggleMine,
		flag: rows.toggleFlag,
		status: rows.toggleStatus,
		unread: (target) => (target.unread ? rows.markRead(target) : rows.markUnread(target)),
		snooze: (target) => (target.snoozedUntil ? aside.snooze([target], null) : ask({ kind: "snooze", targets: [target] })),
		move: (target) => ask({ kind: "move", targets: [target] }),
		spam: (target) => aside.spam([target], !target.spam),
		block: (target) => target.blocked !== null && aside.block(target, !target.blocked),
		link: ({ id }) =>
			void navigator.clipboard
				.writeText(new URL(`/inbox/${id}`, window.location.href).href)
				.then(() => toast(t("linkCopied"), { icon: <Link /> }))
				.catch(() => toast(t("linkNotCopied"), { failed: true })),
		print: ({ id }) => void window.open(`/inbox/${id}/print`, "_blank", "noopener"),
		delete: (target) => ask({ kind: "conversation", target }),
		// Where the open conversation has its fields for them.
		note: () => document.querySelector<HTMLElement>("[data-write-note]")?.click(),
		assign: () => {
			const button = () => document.querySelector<HTMLElement>("[data-assign]");
			if (!button()?.checkVisibility()) document.querySelector<HTMLElement>("[data-details-toggle]")?.click();
			requestAnimationFrame(() => button()?.click());
		},
	};
}

type Before = readonly Pick<Target, "id" | "snoozedUntil" | "inboxId">[];
type Deed<T> = { id: string; icon: ReactNode; done: string; change: (row: ListRow) => ListRow; act: () => Promise<ActionResult<T>>; undo?: () => void };

/** Puts conversations elsewhere: shown at once, told in a toast that takes it back. */
export function useAside() {
	const { store, inboxes } = useInbox();
	const t = useTranslations("actions");
	const failed = useTranslations("common")("actionFailed");
	const { moment } = useFormat();
	const toast = useToast();
	return useMemo(() => {
		async function run<T>(targets: readonly { id: number }[], { id, icon, done, change, act, undo }: Deed<T>) {
			toast(done, { id, icon, undo });
			const answer = await store.edit(new Set(targets.map((target) => target.id)), change, act);
			if (!answer?.ok) toast(answer?.error ?? failed, { id, failed: true });
		}
		const ids = (targets: Before) => targets.map(({ id }) => id);

		function snooze(targets: Before, until: string | null, undoing = false) {
			void run(targets, {
				id: `aside-${targets[0]?.id}`,
				icon: <AlarmClock />,
				done: until ? t("snoozed", { count: targets.length, until: moment(until) }) : t("unsnoozed", { count: targets.length }),
				change: edits.snoozedUntil(until),
				act: () => snoozeUntil({ conversationIds: ids(targets), until }),
				undo: undoing ? undefined : () => snooze(targets, until ? null : (targets[0]?.snoozedUntil ?? null), true),
			});
		}
		function spam(targets: Before, isSpam: boolean, undoing = false) {
			void run(targets, {
				id: `aside-${targets[0]?.id}`,
				icon: isSpam ? <ShieldAlert /> : <ShieldCheck />,
				done: t(isSpam ? "markedSpam" : "unmarkedSpam", { count: targets.length }),
				change: edits.spam(isSpam),
				act: () => markSpam({ conversationIds: ids(targets), spam: isSpam }),
				undo: undoing ? undefined : () => spam(targets, !isSpam, true),
			});
		}
		function moveTo(targets: Before, inboxId: number, undoing = false) {
			void run(targets, {
				id: `aside-${targets[0]?.id}`,
				icon: <Inbox />,
				done: t("moved", { count: targets.length, inbox: inboxes.find((inbox) => inbox.id === inboxId)?.name ?? "" }),
				change: edits.inInbox(inboxId),
				act: () => move({ conversationIds: ids(targets), inboxId }),
				undo: undoing ? undefined : () => backWhereTheyWere(targets),
			});
		}
		function backWhereTheyWere(targets: Before) {
			for (const inboxId of new Set(targets.map((target) => target.inboxId)))
				moveTo(
					targets.filter((target) => target.inboxId === inboxId),
					inboxId,
					true,
				);
		}
		function blockCustomer(target: Target, blocked: boolean, undoing = false) {
			void run([target], {
				id: `aside-${target.id}`,
				icon: blocked ? <Ban /> : <ShieldCheck />,
				done: t(blocked ? "blocked" : "unblocked", { name: target.customerName }),
				change: edits.spam(blocked),
				act: () => block({ customerId: target.customerId, blocked }),
				undo: undoing ? undefined : () => blockCustomer(target, !blocked, true),
			});
		}
		return { snooze, spam, moveTo, block: blockCustomer };
	}, [store, inboxes, t, failed, moment, toast]);
}
