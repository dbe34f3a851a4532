import type { ListedNotification } from "./queries";

/** Where that is which somebody was told of: the path of a page. */
export function addressOf({ conversation, recipient, itemId }: Pick<ListedNotification, "conversation" | "recipient" | "itemId">): string {
	if (conversation) return `/inbox/${conversation.id}${itemId ? `?at=${itemId}` : ""}`;
	return recipient === null ? "/inbox?assigned=me" : "/scheduled";
}
