"use client";

import { useState } from "react";
import { type Cursor, cursorText } from "@/lib/conversations/cursor";
import type { CustomerConversations } from "@/lib/conversations/of-customer";
import { getJson } from "./customer-api";

const isAfter = (row: Cursor, end: Cursor) => row.sortKey < end.sortKey || (row.sortKey === end.sortKey && row.id < end.id);

/** A customer's conversations: the first page, which the server keeps up to date, and those that were asked for below it. */
export function useConversationsOf(customerId: number, first: CustomerConversations, except?: number) {
	const [below, setBelow] = useState<CustomerConversations | null>(null);
	const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
	const next = below && first.next ? below.next : first.next;
	// As far as the first page reaches, the rest is there as the server says, or not there any more.
	const rows = [...first.rows, ...(below?.rows ?? []).filter((row) => first.next && isAfter(row, first.next))];

	async function more() {
		if (!next || state === "loading") return;
		setState("loading");
		try {
			const page = await getJson<CustomerConversations>(`/api/customers/${customerId}/conversations?cursor=${cursorText(next)}`);
			const fresh = page.rows.filter((row) => row.id !== except);
			setBelow((now) => ({ rows: [...(now?.rows ?? []), ...fresh], next: page.next }));
			setState("idle");
		} catch {
			setState("failed");
		}
	}
	return { rows, next, state, more };
}
