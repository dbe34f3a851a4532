import {
	AlarmClock,
	AlarmClockOff,
	Archive,
	ArchiveRestore,
	Ban,
	Flag,
	FlagOff,
	Inbox,
	Link,
	Lock,
	type LucideIcon,
	Mail,
	MailOpen,
	Printer,
	ShieldAlert,
	ShieldCheck,
	Trash2,
	UserPlus,
	UserRoundCheck,
	UserRoundMinus,
} from "lucide-react";
import { type ActionName, actionKeys, type Target } from "./target";

export type Action = {
	name: ActionName;
	/** Of the text, under `actions.menu`. */
	label: Labels;
	icon: LucideIcon;
	shortcut: string;
	danger?: boolean;
};
type Labels = ActionName | "notMine" | "unflag" | "archive" | "reopen" | "read" | "unsnooze" | "unspam" | "unblock";

/** Needs the conversation to be open: its composer, its details. */
const onlyOpen: readonly ActionName[] = ["assign", "note", "block"];

/** Everything that can be done with a conversation, in groups, in the order in which menus show it. The one list behind all of them. */
export function actionsFor(target: Target, meId: number, open: boolean): Action[][] {
	const { status, flagged, unread, snoozedUntil, spam, blocked } = target;
	const mine = target.assigneeIds.includes(meId);
	const archived = status === "archived";
	const groups: Omit<Action, "shortcut">[][] = [
		[
			{ name: "mine", label: mine ? "notMine" : "mine", icon: mine ? UserRoundMinus : UserRoundCheck },
			{ name: "assign", label: "assign", icon: UserPlus },
			{ name: "note", label: "note", icon: Lock },
			{ name: "flag", label: flagged ? "unflag" : "flag", icon: flagged ? FlagOff : Flag },
			{ name: "status", label: archived ? "reopen" : "archive", icon: archived ? ArchiveRestore : Archive },
			{ name: "unread", label: unread ? "read" : "unread", icon: unread ? MailOpen : Mail },
		],
		[
			{ name: "snooze", label: snoozedUntil ? "unsnooze" : "snooze", icon: snoozedUntil ? AlarmClockOff : AlarmClock },
			{ name: "move", label: "move", icon: Inbox },
			{ name: "spam", label: spam ? "unspam" : "spam", icon: spam ? ShieldCheck : ShieldAlert },
			{ name: "block", label: blocked ? "unblock" : "block", icon: blocked ? ShieldCheck : Ban },
		],
		[
			{ name: "link", label: "link", icon: Link },
			{ name: "print", label: "print", icon: Printer },
			{ name: "delete", label: "delete", icon: Trash2, danger: true },
		],
	];
	return groups.map((group) =>
		group.filter(({ name }) => open || !onlyOpen.includes(name)).map((action) => ({ ...action, shortcut: actionKeys[action.name] })),
	);
}
