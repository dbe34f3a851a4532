"use client";

import { CalendarClock, CircleAlert, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { ScheduleDialog } from "@/components/composer/dialogs";
import { useFormat } from "@/components/shell/use-format";
import type { WaitingItem } from "@/lib/messages/waiting";
import { AuthorAvatar, Bubble } from "./bubble";
import { useChat, useUser } from "./chat-context";
import { MessageText } from "./message-text";
import { useKeys } from "./use-keys";
import { useWaiting } from "./use-waiting";

/** An answer that goes out later, where it will stand: while it can be undone, or until its hour. */
export function WaitingBubble({ item }: { item: WaitingItem }) {
	const t = useTranslations("timeline.waiting");
	const { me } = useChat();
	const user = useUser()(item.userId);
	const name = user?.name ?? t("somebody");
	return (
		<Bubble
			out
			faded={!item.scheduled}
			avatar={<AuthorAvatar author="operator" id={item.userId} name={name} src={user?.avatar} />}
			below={<State item={item} own={item.userId === me.id} />}
		>
			<span className="sr-only">{name}: </span>
			<MessageText text={item.text || t("noText")} quoted={null} />
		</Bubble>
	);
}

function State({ item, own }: { item: WaitingItem; own: boolean }) {
	const t = useTranslations("timeline.waiting");
	const te = useTranslations("timeline.waiting.failed");
	const format = useFormat();
	const { busy, edit, now, drop, putOff } = useWaiting(item);
	const [asking, setAsking] = useState(false);
	const seconds = useCountdown(item.scheduled ? null : item.sendAt);
	const undoable = own && !item.scheduled && seconds > 0 && item.errorCode === null;
	useKeys(undoable ? { w: edit } : {});
	if (item.errorCode) {
		const reason = te.has(item.errorCode as "channelNotConnected") ? te(item.errorCode as "channelNotConnected") : te("other");
		return (
			<Line icon={<CircleAlert aria-hidden className="size-3.5 shrink-0 stroke-2" />} danger text={reason}>
				{own && <Act label={t("edit")} busy={busy} onClick={edit} />}
				{own && <Act label={t("again")} busy={busy} onClick={now} />}
			</Line>
		);
	}
	if (item.scheduled)
		return (
			<Line icon={<CalendarClock aria-hidden className="size-[13px] shrink-0 stroke-2" />} text={t("scheduled", { time: format.full(item.sendAt) })}>
				{own && <Act label={t("edit")} busy={busy} onClick={edit} />}
				{own && <Act label={t("putOff")} busy={busy} onClick={() => setAsking(true)} />}
				{own && <Act label={t("now")} busy={busy} onClick={now} />}
				{own && <Act label={t("drop")} busy={busy} onClick={drop} />}
				{asking && (
					<ScheduleDialog
						at={item.sendAt}
						onClose={() => setAsking(false)}
						onChoose={(at) => {
							setAsking(false);
							putOff(at);
						}}
					/>
				)}
			</Line>
		);
	return (
		<Line icon={<Clock aria-hidden className="size-[13px] shrink-0 stroke-2" />} text={seconds > 0 ? t("in", { count: seconds }) : t("going")}>
			{undoable && <Act label={t("undo")} shortcut="W" busy={busy} onClick={edit} />}
		</Line>
	);
}

function Line({ icon, text, danger = false, children }: { icon: ReactNode; text: string; danger?: boolean; children: ReactNode }) {
	return (
		<div className={`flex flex-wrap items-center justify-end gap-x-2 gap-y-1 ${danger ? "text-danger-text" : ""}`}>
			<span className="inline-flex items-center gap-1.5 tabular-nums">
				{icon}
				{text}
			</span>
			{children}
		</div>
	);
}

function Act({ label, shortcut, busy, onClick }: { label: string; shortcut?: string; busy: boolean; onClick: () => void }) {
	return (
		<button
			type="button"
			aria-disabled={busy || undefined}
			aria-keyshortcuts={shortcut}
			onClick={() => !busy && onClick()}
			className="inline-flex min-h-6 items-center rounded-sm px-0.5 font-semibold text-accent-text hover:underline aria-disabled:opacity-60"
		>
			{label}
		</button>
	);
}

/** Whole seconds until then, by a clock that may be a little wrong. */
function useCountdown(until: string | null): number {
	const [now, setNow] = useState(() => Date.now());
	useEffect(() => {
		if (until === null) return;
		const timer = setInterval(() => setNow(Date.now()), 250);
		return () => clearInterval(timer);
	}, [until]);
	return until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
}
