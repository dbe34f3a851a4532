"use client";

import { AlarmClock, Flag } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useFormat } from "@/components/shell/use-format";
import { Avatar } from "@/components/ui/avatar";
import { AvatarStack } from "@/components/ui/avatar-stack";
import { Pill, Tag } from "@/components/ui/tag";
import type { ListRow } from "@/lib/conversations/queries";
import type { ListedUser } from "@/lib/users/queries";
import { cn } from "@/lib/utils";
import { channelIcons, speakerIcons } from "./icons";
import { Opening } from "./opening";
import { RowActions } from "./row-actions";
import { RowCheck } from "./row-check";
import { rowFrame } from "./row-frame";
import { lastSpeaker } from "./row-order";
import type { ConversationActions } from "./use-conversation-actions";
import { useRowIntent } from "./use-row-intent";

type Props = {
	row: ListRow;
	address: string;
	selected: boolean;
	/** Tab reaches this row; the arrow keys the others. */
	tabbable: boolean;
	now: number;
	users: ListedUser[];
	actions: ConversationActions;
	onFocus: (id: number) => void;
	/** Picked for a bulk action; null while none is. */
	picked: boolean | null;
	onPick: (id: number, range: boolean) => void;
};

/** A conversation in the list: a link to it, with buttons for what is done without opening it. */
export const ConversationRow = memo(function ConversationRow({ row, address, selected, tabbable, now, users, actions, onFocus, picked, onPick }: Props) {
	const { active, warm, handlers } = useRowIntent();
	const { listTime, full } = useFormat();
	const unread = row.unread > 0;
	const checkable = active || picked !== null;
	const ChannelIcon = channelIcons[row.channel];
	return (
		<div {...handlers} className="group/row relative h-full">
			<Link
				href={address}
				prefetch={warm}
				data-conversation={row.id}
				aria-current={selected ? "page" : undefined}
				tabIndex={tabbable ? 0 : -1}
				onFocus={() => onFocus(row.id)}
				onClick={(event) => {
					if (!event.shiftKey) return;
					event.preventDefault();
					onPick(row.id, true);
				}}
				className={cn(
					rowFrame,
					"relative isolate h-full select-none -outline-offset-2",
					picked && "bg-accent-fill",
					selected ? "bg-accent-fill before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent" : active && !picked && "bg-ground",
				)}
			>
				<Opening />
				<Avatar id={row.customerId} name={row.customerName} src={row.customerAvatar} badge={<ChannelIcon />} className={checkable ? "invisible" : undefined} />
				<div className="min-w-0">
					<div className="flex h-5 items-baseline gap-2">
						<span className={cn("min-w-0 flex-1 truncate", unread ? "font-semibold" : "font-medium")}>{row.customerName}</span>
						<ChannelName channel={row.channel} />
						<time
							dateTime={row.lastMessageAt}
							title={full(row.lastMessageAt)}
							className={cn("shrink-0 text-xs", unread ? "font-semibold text-accent-text" : "text-faint")}
						>
							{listTime(row.lastMessageAt, now)}
						</time>
					</div>
					{row.subject && (
						<div className="flex items-center gap-1.5 text-sm leading-[19px]">
							<span className={cn("min-w-0 flex-1 truncate", unread && "font-semibold")}>{row.subject}</span>
							{row.flagged && <FlagMark />}
						</div>
					)}
					<LastLine row={row} users={users} />
				</div>
			</Link>
			{checkable && <RowCheck name={row.customerName} checked={picked === true} onPick={(range) => onPick(row.id, range)} />}
			{active && <RowActions row={row} actions={actions} className={selected || picked ? "bg-accent-fill" : "bg-ground"} />}
		</div>
	);
});

/** What was said last and by whom, and what asks for attention. */
function LastLine({ row, users }: { row: ListRow; users: ListedUser[] }) {
	const t = useTranslations("inbox.row");
	const speaker = lastSpeaker(row);
	const SpeakerIcon = speakerIcons[speaker];
	const assignees = row.assigneeIds.flatMap((id) => users.find((user) => user.id === id) ?? []);
	return (
		<div className={cn("flex h-[19px] items-center gap-1.5 text-sm leading-[19px]", row.unread > 0 && !row.subject ? "text-text" : "text-muted")}>
			{row.lastFailed && (
				<Tag tone="danger" className="h-[18px]">
					{t("failed")}
				</Tag>
			)}
			{row.draft && (
				<Tag tone="accent" className="h-[18px]">
					{t("draft")}
				</Tag>
			)}
			<span className="sr-only">{t(`by.${speaker}`)}</span>
			{speaker !== "customer" && <SpeakerIcon aria-hidden className="size-[13px] shrink-0 stroke-[1.75]" />}
			<span className="min-w-0 flex-1 truncate">{row.snippet}</span>
			{row.flagged && !row.subject && <FlagMark />}
			{row.snoozedUntil && <SnoozeMark until={row.snoozedUntil} />}
			{assignees.length > 0 && <AvatarStack people={assignees} label={t("assignees", { names: assignees.map(({ name }) => name).join(", ") })} />}
			<Pill count={row.unread} label={row.unread > 99 ? t("unreadMany") : t("unread", { count: row.unread })} />
		</div>
	);
}

function FlagMark() {
	const t = useTranslations("inbox.row");
	return (
		<span className="shrink-0 text-flag">
			<Flag aria-hidden className="size-[13px] fill-current stroke-[1.75]" />
			<span className="sr-only">{t("flagged")}</span>
		</span>
	);
}

function SnoozeMark({ until }: { until: string }) {
	const t = useTranslations("inbox.row");
	const { moment } = useFormat();
	const text = t("snoozedUntil", { until: moment(until) });
	return (
		<span title={text} className="shrink-0 text-muted">
			<AlarmClock aria-hidden className="size-[13px] stroke-[1.75]" />
			<span className="sr-only">{text}</span>
		</span>
	);
}

function ChannelName({ channel }: Pick<ListRow, "channel">) {
	return <span className="sr-only">{useTranslations("common.channels")(channel)}</span>;
}
