"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { channelIcons } from "@/components/conversations/icons";
import { useRealtimeEvent } from "@/components/realtime/realtime-provider";
import { useAction } from "@/components/shell/use-action";
import { useFormat } from "@/components/shell/use-format";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { cancelSending, sendWaiting } from "@/lib/messages/actions";
import type { ScheduledItem } from "@/lib/messages/waiting";

type Props = { item: ScheduledItem; open: string; failed: string };

/** When it goes, to whom, what it says; and to send it now, change it, or drop it. */
export function ScheduledRow({ item, open, failed }: Props) {
	const t = useTranslations("timeline.waiting");
	const format = useFormat();
	const router = useRouter();
	const [send, sending] = useAction(sendWaiting, () => router.refresh());
	const [cancel, cancelling] = useAction(cancelSending, () => router.refresh());
	useRealtimeEvent("conversation.changed", ({ conversationId }) => conversationId === item.conversationId && router.refresh());
	const ChannelIcon = channelIcons[item.channel];
	const busy = sending || cancelling;
	return (
		<li className="flex flex-wrap items-start gap-x-3 gap-y-2 p-4">
			<Avatar id={item.customerId} name={item.customerName} src={item.customerAvatar} badge={<ChannelIcon />} />
			<div className="min-w-0 flex-1 basis-56">
				<p className="flex flex-wrap items-baseline gap-x-2">
					<Link href={`/inbox/${item.conversationId}`} aria-label={`${item.customerName}: ${open}`} className="rounded-sm font-medium hover:underline">
						{item.customerName}
					</Link>
					<time dateTime={item.sendAt} className="text-muted text-sm">
						{format.full(item.sendAt)}
					</time>
					{item.errorCode && <Tag tone="danger">{failed}</Tag>}
				</p>
				{item.subject && <p className="truncate text-sm">{item.subject}</p>}
				<p className="line-clamp-2 text-muted text-sm [overflow-wrap:anywhere]">{item.text || t("noText")}</p>
			</div>
			<div className="flex flex-wrap gap-1.5">
				<Button size="sm" aria-label={`${t("now")}: ${item.customerName}`} disabled={busy} onClick={() => send({ id: item.id })}>
					{t("now")}
				</Button>
				<Button
					size="sm"
					variant="ghost"
					aria-label={`${t("drop")}: ${item.customerName}`}
					disabled={busy}
					onClick={() => cancel({ id: item.id, restore: true })}
				>
					{t("drop")}
				</Button>
			</div>
		</li>
	);
}
