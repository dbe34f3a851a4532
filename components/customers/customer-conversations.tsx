"use client";

import { Archive, MessageCircle } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { channelIcons } from "@/components/conversations/icons";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Tag } from "@/components/ui/tag";
import type { useConversationsOf } from "./use-conversations-of";

/** Everything that was said with this customer, on every channel. */
export function CustomerConversations({ list: { rows, next, state, more } }: { list: ReturnType<typeof useConversationsOf> }) {
	const t = useTranslations("customers.record");
	const tc = useTranslations("common");
	const format = useFormat();
	if (rows.length === 0) {
		return (
			<EmptyState icon={<MessageCircle />} title={t("noConversations")}>
				{t("noConversationsText")}
			</EmptyState>
		);
	}
	return (
		<>
			<ul className="divide-y divide-line-soft">
				{rows.map((row) => {
					const Icon = channelIcons[row.channel];
					return (
						<li key={row.id}>
							<Link
								href={`/inbox/${row.id}`}
								className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-3 transition-colors hover:bg-fill"
							>
								<Icon aria-hidden className="size-4 translate-y-0.5 stroke-[1.75] text-mark" />
								<span className="truncate font-medium">{row.subject || row.snippet || tc(`channels.${row.channel}`)}</span>
								<time dateTime={row.lastMessageAt} title={format.full(row.lastMessageAt)} className="text-faint text-xs tabular-nums">
									{format.listTime(row.lastMessageAt)}
								</time>
								<span className="col-start-2 truncate text-muted text-sm">
									{row.inboxName} · {t("messages", { count: row.messages })}
								</span>
								{row.status === "archived" && (
									<Tag className="justify-self-end">
										<Archive aria-hidden />
										{t("archived")}
									</Tag>
								)}
							</Link>
						</li>
					);
				})}
			</ul>
			{next && (
				<div className="flex items-center justify-center gap-3 border-line-soft border-t p-3 text-muted text-sm">
					{state === "failed" && <span role="alert">{t("conversationsFailed")}</span>}
					<Button size="sm" loading={state === "loading"} onClick={() => void more()}>
						{t("moreConversations")}
					</Button>
				</div>
			)}
		</>
	);
}
