"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ScheduleDialog } from "@/components/composer/dialogs";
import { channelIcons } from "@/components/conversations/icons";
import { useAction } from "@/components/shell/use-action";
import { useFormat } from "@/components/shell/use-format";
import { openStart } from "@/components/start/wanted";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { cancelSending, reschedule, sendWaiting } from "@/lib/messages/actions";
import type { ScheduledItem } from "@/lib/messages/waiting";

type Props = { item: ScheduledItem; open: string; failed: string };

/** When it goes, to whom, what it says; and to send it now, put it off, change it, or drop it. */
export function ScheduledRow({ item, open, failed }: Props) {
	const t = useTranslations("timeline.waiting");
	const format = useFormat();
	const router = useRouter();
	const { id, conversationId, customerId, customerName } = item;
	const refresh = () => router.refresh();
	const [asking, setAsking] = useState(false);
	const [send, sending] = useAction(sendWaiting, refresh);
	const [putOff, puttingOff] = useAction(reschedule, refresh);
	const [drop, dropping] = useAction(cancelSending, refresh);
	const [edit, editing] = useAction(cancelSending, (restored) => {
		if (conversationId !== null) return router.push(`/inbox/${conversationId}`);
		openStart(restored?.place.customerId ? { id: customerId, name: customerName, avatar: item.customerAvatar, email: null, phone: null } : null);
		refresh();
	});
	const ChannelIcon = channelIcons[item.channel];
	const busy = sending || puttingOff || dropping || editing;
	const act = (label: string, run: () => void) => (
		<Button size="sm" variant="ghost" aria-label={`${label}: ${customerName}`} disabled={busy} onClick={run}>
			{label}
		</Button>
	);
	return (
		<li className="flex flex-wrap items-start gap-x-3 gap-y-2 p-4">
			<Avatar id={customerId} name={customerName} src={item.customerAvatar} badge={<ChannelIcon />} />
			<div className="min-w-0 flex-1 basis-56">
				<p className="flex flex-wrap items-baseline gap-x-2">
					{conversationId === null ? (
						<span className="font-medium">{customerName}</span>
					) : (
						<Link href={`/inbox/${conversationId}`} aria-label={`${customerName}: ${open}`} className="rounded-sm font-medium hover:underline">
							{customerName}
						</Link>
					)}
					<time dateTime={item.sendAt} className="text-muted text-sm">
						{format.full(item.sendAt)}
					</time>
					{item.errorCode && <Tag tone="danger">{failed}</Tag>}
				</p>
				{item.subject && <p className="truncate text-sm">{item.subject}</p>}
				<p className="line-clamp-2 text-muted text-sm [overflow-wrap:anywhere]">{item.text || t("noText")}</p>
			</div>
			<div className="flex flex-wrap gap-1">
				{act(t("now"), () => send({ id }))}
				{act(t("putOff"), () => setAsking(true))}
				{act(t("edit"), () => edit({ id, restore: true }))}
				{act(t("drop"), () => drop({ id, restore: false }))}
			</div>
			{asking && (
				<ScheduleDialog
					at={item.sendAt}
					onClose={() => setAsking(false)}
					onChoose={(at) => {
						setAsking(false);
						putOff({ id, sendAt: at.toISOString() });
					}}
				/>
			)}
		</li>
	);
}
