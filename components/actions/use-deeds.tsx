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
import type { ConversationDetails } from "@/lib/conversations/details";
import { bulkLimit } from "@/lib/conversations/limits";
import type { ListRow } from "@/lib/conversations/queries";
import { useActions } from "./actions-context";
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
		block: (target) => target.blocked !== null && aside.block([target], !target.blocked),
		link: ({ id }) =>
			void navigator.clipboard
				.writeText(new URL(`/inbox/${id}`, window.location.href).href)
				.then(() => toast(t("linkCopied"), { icon: <Link /> }))
				.catch(() => toast(t("linkNotCopied"), { failed: true })),
		print: ({ id }) => void window.open(`/inbox/${id}/print`, "_blank", "noopener"),
		delete: (target) => ask({ kind: "conversations", targets: [target] }),
		// Where the open conversation has its fields for them.
		note: () => document.querySelector<HTMLElement>("[data-write-note]")?.click(),
		assign: () => {
			const button = () => document.querySelector<HTMLElement>("[data-assign]");
			if (!button()?.checkVisibility()) document.querySelector<HTMLElement>("[data-details-toggle]")?.click();
			requestAnimationFrame(() => button()?.click());
		},
	};
}

type Before = readonly Pick<Target, "id" | "snoozedUntil" | "inboxId" | "spam">[];
type Blockable = Pick<Target, "id" | "customerId" | "customerName">;
type Deed = {
	id: string;
	icon: ReactNode;
	done: string;
	change: (row: ListRow) => ListRow;
	/** The same where one of them is open. */
	card: (details: ConversationDetails) => Partial<ConversationDetails>;
	act: (conversationIds: number[]) => Promise<ActionResult<unknown>>;
	undo?: () => void;
};

/** Puts conversations elsewhere: shown at once, told in a toast that takes it back. */
export function useAside() {
	const { store, inboxes } = useInbox();
	const { open } = useActions();
	const t = useTranslations("actions");
	const failed = useTranslations("common")("actionFailed");
	const { moment } = useFormat();
	const toast = useToast();
	return useMemo(() => {
		async function run(targets: readonly { id: number }[], { id, icon, done, change, card, act, undo }: Deed) {
			if (targets.length === 0) return;
			const ids = targets.map((target) => target.id);
			toast(done, { id, icon, undo });
			const doing = store.edit(new Set(ids), change, () => inParts(ids, act));
			if (open.current && ids.includes(open.current.target.id)) open.current.show(card, doing);
			const answer = await doing;
			if (!answer?.ok) toast(answer?.error ?? failed, { id, failed: true });
		}

		function snooze(targets: Before, until: string | null, undoing = false) {
			void run(targets, {
				id: `aside-${targets[0]?.id}`,
				icon: <AlarmClock />,
				done: until ? t("snoozed", { count: targets.length, until: moment(until) }) : t("unsnoozed", { count: targets.length }),
				change: edits.snoozedUntil(until),
				card: () => ({ snoozedUntil: until }),
				act: (conversationIds) => snoozeUntil({ conversationIds, until }),
				undo: undoing ? undefined : () => eachGroup(targets, "snoozedUntil", (before, group) => snooze(group, before, true)),
			});
		}
		function spam(targets: Before, isSpam: boolean, undoing = false) {
			const changing = targets.filter((target) => undoing || target.spam !== isSpam);
			void run(changing, {
				id: `aside-${targets[0]?.id}`,
				icon: isSpam ? <ShieldAlert /> : <ShieldCheck />,
				done: t(isSpam ? "markedSpam" : "unmarkedSpam", { count: changing.length }),
				change: edits.spam(isSpam),
				card: () => ({ spam: isSpam }),
				act: (conversationIds) => markSpam({ conversationIds, spam: isSpam }),
				undo: undoing ? undefined : () => spam(changing, !isSpam, true),
			});
		}
		function moveTo(targets: Before, inboxId: number, undoing = false) {
			const name = inboxes.find((inbox) => inbox.id === inboxId)?.name ?? "";
			void run(targets, {
				id: `aside-${targets[0]?.id}`,
				icon: <Inbox />,
				done: t("moved", { count: targets.length, inbox: name }),
				change: edits.inInbox(inboxId),
				card: ({ inbox }) => ({ inbox: { ...inbox, id: inboxId, name } }),
				act: (conversationIds) => move({ conversationIds, inboxId }),
				undo: undoing ? undefined : () => eachGroup(targets, "inboxId", (before, group) => moveTo(group, before, true)),
			});
		}
		function blockCustomers(targets: readonly Blockable[], blocked: boolean, undoing = false) {
			const ids = new Set(targets.map((target) => target.customerId));
			const [first] = targets;
			/** Who was so already is not taken back. */
			const changed = new Set<number>();
			void run(targets, {
				id: `aside-${first?.id}`,
				icon: blocked ? <Ban /> : <ShieldCheck />,
				done: t(blocked ? "blocked" : "unblocked", { count: ids.size, name: first?.customerName ?? "" }),
				change: edits.spam(blocked),
				card: ({ customer }) => ({ spam: blocked, customer: { ...customer, blocked } }),
				act: async (conversationIds) => {
					const answer = await block({ customerIds: customersOf(targets, conversationIds), blocked });
					if (answer.ok) for (const id of answer.data.changed) changed.add(id);
					return answer;
				},
				undo: undoing
					? undefined
					: () =>
							blockCustomers(
								targets.filter((target) => changed.has(target.customerId)),
								!blocked,
								true,
							),
			});
		}
		return { snooze, spam, moveTo, block: blockCustomers };
	}, [store, open, inboxes, t, failed, moment, toast]);
}

/** Whose they are, each once. */
function customersOf(targets: readonly Blockable[], conversationIds: number[]): number[] {
	return [...new Set(targets.filter(({ id }) => conversationIds.includes(id)).map(({ customerId }) => customerId))];
}

/** As many at a time as the server takes; after a refusal no more. */
export async function inParts(ids: number[], act: Deed["act"]): Promise<ActionResult<unknown>> {
	let answer: ActionResult<unknown> = { ok: true, data: null };
	for (let i = 0; i < ids.length && answer.ok; i += bulkLimit) answer = await act(ids.slice(i, i + bulkLimit));
	return answer;
}

/** Those that were alike before together, so that each goes back to where it was. */
function eachGroup<K extends keyof Before[number]>(targets: Before, key: K, deed: (before: Before[number][K], group: Before) => void): void {
	for (const before of new Set(targets.map((target) => target[key])))
		deed(
			before,
			targets.filter((target) => target[key] === before),
		);
}
