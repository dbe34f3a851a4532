"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { TimelineItem } from "@/lib/timeline/queries";
import { useChat } from "./chat-context";
import { newestId } from "./merge";

/** Speaks what a customer has just written. Not pages of history, and nothing twice. */
export function Announcer({ items, loadedUpto }: { items: TimelineItem[]; loadedUpto: number }) {
	const t = useTranslations("timeline");
	const { customer } = useChat().details;
	const [seen, setSeen] = useState(() => newestId(items));
	const [spoken, setSpoken] = useState("");
	if (newestId(items) > seen) {
		const fresh = items.findLast((item) => item.id > Math.max(seen, loadedUpto) && item.kind === "message" && item.direction === "in");
		setSeen(newestId(items));
		if (fresh?.kind === "message") setSpoken(t("announce", { name: fresh.senderName || customer.name, text: fresh.text.slice(0, 200) }));
	}
	return (
		<p aria-live="polite" className="sr-only">
			{spoken}
		</p>
	);
}
