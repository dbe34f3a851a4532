import type { ConversationDetails } from "@/lib/conversations/details";
import type { ListRow } from "@/lib/conversations/queries";

export type ActionName = "mine" | "assign" | "note" | "flag" | "status" | "unread" | "snooze" | "move" | "spam" | "block" | "link" | "print" | "delete";

/** The key of each, the same everywhere: as Kbd prints it. */
export const actionKeys: Record<ActionName, string> = {
	mine: "a",
	assign: "shift+a",
	note: "n",
	flag: "s",
	status: "e",
	unread: "u",
	snooze: "z",
	move: "m",
	spam: "!",
	block: "shift+b",
	link: "l",
	print: "p",
	delete: "del",
};

type Shared = "id" | "customerId" | "customerName" | "channel" | "inboxId" | "status" | "flagged" | "snoozedUntil" | "spam" | "assigneeIds" | "lastMessageId";
/** What an action has to know of the conversation it is about. `blocked` is null where it is not known: then it is not offered. */
export type Target = Pick<ListRow, Shared> & { unread: boolean; blocked: boolean | null };

export function targetOfRow(row: ListRow): Target {
	return { ...row, unread: row.unread > 0, blocked: null };
}

export function targetOfCard({ customer, inbox, ...details }: ConversationDetails): Target {
	return { ...details, customerId: customer.id, customerName: customer.name, inboxId: inbox.id, unread: false, blocked: customer.blocked };
}
