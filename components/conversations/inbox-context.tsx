"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { ListedInbox } from "@/lib/inboxes/queries";
import type { ListedUser } from "@/lib/users/queries";
import type { ListSnapshot, ListStore } from "./list-store";

type Inbox = { store: ListStore; me: { id: number; name: string }; users: ListedUser[]; inboxes: ListedInbox[] };

const InboxContext = createContext<Inbox | null>(null);

export function InboxProvider({ inbox, children }: { inbox: Inbox; children: ReactNode }) {
	return <InboxContext value={inbox}>{children}</InboxContext>;
}

/** The list that stands beside every conversation, and who looks at it. */
export function useInbox(): Inbox {
	const inbox = useContext(InboxContext);
	if (!inbox) throw new Error("useInbox outside of the inbox");
	return inbox;
}

export function useListSnapshot(): ListSnapshot {
	const { store } = useInbox();
	return useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
}
