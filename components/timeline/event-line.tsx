"use client";

import {
	AlarmClock,
	Archive,
	ArchiveRestore,
	Ban,
	Bot,
	BotOff,
	Flag,
	FlagOff,
	Inbox,
	type LucideIcon,
	MessageCirclePlus,
	Play,
	ShieldAlert,
	ShieldCheck,
	Trash2,
	UserMinus,
	UserPlus,
	UserStar,
	Zap,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { memo } from "react";
import { useFormat } from "@/components/shell/use-format";
import type { EventType } from "@/db/schema";
import type { TimelineEvent } from "@/lib/timeline/queries";
import { useUserName } from "./chat-context";
import { eventSentence } from "./event-sentence";
import { Time } from "./time";

const icons: Record<EventType, LucideIcon> = {
	started: MessageCirclePlus,
	assigned: UserPlus,
	unassigned: UserMinus,
	led: UserStar,
	note_deleted: Trash2,
	archived: Archive,
	reopened: ArchiveRestore,
	flagged: Flag,
	unflagged: FlagOff,
	moved: Inbox,
	snoozed: AlarmClock,
	unsnoozed: AlarmClock,
	spam: ShieldAlert,
	unspam: ShieldCheck,
	blocked: Ban,
	unblocked: ShieldCheck,
	message_deleted: Trash2,
	bot_blocked: BotOff,
	bot_unblocked: Bot,
	bot_run: Play,
	automation_ran: Zap,
	automation_stopped: ShieldAlert,
};

export const EventLine = memo(function EventLine({ event }: { event: TimelineEvent }) {
	const t = useTranslations("timeline");
	const format = useFormatter();
	const { moment } = useFormat();
	const nameOf = useUserName();
	const Icon = event.type === "started" && event.data.source !== "operator" ? Zap : icons[event.type];
	return (
		<p className="mx-auto max-w-[90%] text-balance text-center text-muted text-xs">
			<Icon aria-hidden className="mr-1.5 inline size-[13px] -translate-y-px stroke-[1.75]" />
			{eventSentence(event, t, nameOf, (names) => format.list(names), moment)} · <Time at={event.at} />
		</p>
	);
});
