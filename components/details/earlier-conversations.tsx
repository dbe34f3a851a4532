"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useConversationsOf } from "@/components/customers/use-conversations-of";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import type { ConversationDetails } from "@/lib/conversations/details";
import { Section } from "./section";

/** The customer's other conversations, the newest first. */
export function EarlierConversations({ details: { id, customer, earlier } }: { details: ConversationDetails }) {
	const t = useTranslations("details");
	const tc = useTranslations("common.channels");
	const format = useFormat();
	const { rows, next, state, more } = useConversationsOf(customer.id, earlier, id);
	if (rows.length === 0) return null;
	return (
		<Section
			title={
				<>
					{t("earlier")} <span className="ml-1 font-medium text-faint tabular-nums">{next ? `${rows.length}+` : rows.length}</span>
				</>
			}
		>
			<ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5 text-sm">
				{rows.map((conversation) => (
					<li key={conversation.id}>
						<Link href={`/inbox/${conversation.id}`} className="-mx-2 flex min-h-7 items-baseline gap-1 rounded-md px-2 py-1 hover:bg-fill">
							<span className="truncate">{conversation.subject || conversation.snippet || tc(conversation.channel)}</span>
							<span className="shrink-0 text-faint">
								· <time dateTime={conversation.lastMessageAt}>{format.listTime(conversation.lastMessageAt)}</time>
							</span>
						</Link>
					</li>
				))}
			</ul>
			{next && (
				<Button variant="ghost" size="sm" loading={state === "loading"} onClick={() => void more()} className="-ml-2 mt-1 text-muted">
					{t(state === "failed" ? "tryAgain" : "showMore")}
				</Button>
			)}
		</Section>
	);
}
