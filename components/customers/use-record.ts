"use client";

import { useEffect, useRef, useState } from "react";
import { oneAtATime } from "@/components/realtime/one-at-a-time";
import { useCatchUp, useRealtimeEvent } from "@/components/realtime/realtime-provider";
import type { CustomerConversations } from "@/lib/conversations/of-customer";
import type { CustomerRecord } from "@/lib/customers/record";
import { getJson } from "./customer-api";
import { useConversationsOf } from "./use-conversations-of";

export type RecordPage = { customer: CustomerRecord; conversations: CustomerConversations };

/** A customer's page, kept up to date. Not by the router: where nobody answers it leaves the page, with all that is being typed there. */
export function useRecord(first: RecordPage) {
	const { id } = first.customer;
	const [page, setPage] = useState(first);
	const list = useConversationsOf(id, page.conversations);
	const shown = useRef(0);
	useEffect(() => {
		shown.current = list.rows.length;
	}, [list.rows.length]);
	const [reload] = useState(() => oneAtATime(async () => setPage(await getJson<RecordPage>(`/api/customers/${id}?shown=${shown.current}`))));
	// A conversation that begins is told of as a change of the customer.
	const follow = (ids: number[]) => list.rows.some((row) => ids.includes(row.id)) && void reload.start();
	useRealtimeEvent("customer.changed", ({ customerId }) => customerId === id && void reload.start());
	useRealtimeEvent("conversation.changed", ({ conversationId }) => follow([conversationId]));
	useRealtimeEvent("conversations.changed", ({ conversationIds }) => follow(conversationIds));
	useCatchUp(() => void reload.start());
	useEffect(() => reload.stop, [reload]);
	return { customer: page.customer, list, reload: reload.start };
}
