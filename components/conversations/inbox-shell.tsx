"use client";

import { useParams } from "next/navigation";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { ActionsProvider } from "@/components/actions/actions-provider";
import type { ListFilter } from "@/lib/conversations/filter";
import type { ListCounts } from "@/lib/conversations/queries";
import type { Around } from "@/lib/inboxes/around";
import { cn } from "@/lib/utils";
import type { ListedView } from "@/lib/views/queries";
import { ConversationList } from "./conversation-list";
import { InboxProvider } from "./inbox-context";
import { type ListPage, listApi } from "./list-api";
import { ListStore } from "./list-store";
import { ShortcutsKey } from "./shortcuts-key";
import { useAround } from "./use-around";
import { useFollowChanges } from "./use-follow-changes";
import { useListFilter } from "./use-list-filter";

type Props = {
	me: { id: number; name: string };
	around: Around;
	/** What `page` was asked for with. */
	loaded: ListFilter;
	page: ListPage;
	counts: ListCounts;
	views: ListedView[];
	now: number;
	children: ReactNode;
};

/** The list on the left, which outlives every change of conversation, and what is open on the right. On a phone, one of the two. */
export function InboxShell({ me, around: first, loaded, page, counts, views, now, children }: Props) {
	const { id } = useParams<{ id?: string }>();
	const selected = id === undefined ? null : Number(id);
	const { filter } = useListFilter();
	// What the server sent is where it begins; from then on the store asks for itself.
	const [store] = useState(() => new ListStore({ userId: me.id, filter: loaded, selected, page, counts }, listApi));
	const { users, inboxes, warning } = useAround(first);
	const inbox = useMemo(() => ({ store, me, users, inboxes }), [store, me, users, inboxes]);

	useFollowChanges(store, me.id);
	useEffect(() => store.setFilter(filter), [store, filter]);
	// Before the conversation's own effects mark it read: the list has to know that it is the open one.
	useLayoutEffect(() => store.select(selected), [store, selected]);

	// Hidden, not removed: the list keeps its scroll while a phone shows a conversation.
	const aside = selected === null ? "" : "max-md:invisible max-md:absolute max-md:inset-0";
	return (
		<InboxProvider inbox={inbox}>
			<ActionsProvider>
				<div className="relative grid h-full min-h-0 grid-cols-1 grid-rows-1 md:grid-cols-[340px_minmax(0,1fr)] xl:grid-cols-[384px_minmax(0,1fr)]">
					<div className={cn("min-h-0 min-w-0 border-line bg-card md:border-r", aside)}>
						<ConversationList selected={selected} now={now} views={views} warning={warning} />
					</div>
					<div className={cn("min-h-0 min-w-0", selected === null && "max-md:hidden")}>{children}</div>
				</div>
				<ShortcutsKey />
			</ActionsProvider>
		</InboxProvider>
	);
}
