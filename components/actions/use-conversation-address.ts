"use client";

import { usePathname } from "next/navigation";
import { useListFilter } from "@/components/conversations/use-list-filter";

/** Of a conversation, or without a number of the list: as the list is filtered where there is one, as it begins from other pages. */
export function useConversationAddress(): (id?: number) => string {
	const { addressOf } = useListFilter();
	if (isInbox(usePathname())) return addressOf;
	return (id) => (id === undefined ? "/inbox" : `/inbox/${id}`);
}

export const isInbox = (path: string) => path === "/inbox" || path.startsWith("/inbox/");
