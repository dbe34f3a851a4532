"use client";

import { useState } from "react";
import { cursorText } from "@/lib/conversations/cursor";
import type { CustomerConversations } from "@/lib/conversations/of-customer";
import { getJson } from "./customer-api";

/** A customer's conversations: the first page, which the server keeps up to date, and those that were asked for below it. */
export function useConversationsOf(customerId: number, first: CustomerConversations, except?: number) {
	const [below, setBelow] = useState<CustomerConversations | null>(null);
	const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
	const next = below ? below.next : first.next;
	const known = new Set(first.rows.map((row) => row.id));
	const rows = [...first.rows, ...(below?.rows ?? []).filter((row) => !known.has(row.id))];

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
