"use client";

import { AlarmClock, AtSign, CircleAlert, MessageCircle, UserPlus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormat } from "@/components/shell/use-format";
import { addressOf } from "@/lib/notifications/address";
import type { ListedNotification } from "@/lib/notifications/queries";
import { cn } from "@/lib/utils";

const icons = { assigned: UserPlus, answered: MessageCircle, mentioned: AtSign, failed: CircleAlert, unsnoozed: AlarmClock };

/** What happened, where, and a way there. */
export function NotificationLine({ item, onOpen }: { item: ListedNotification; onOpen: () => void }) {
	const t = useTranslations("notifications");
	const format = useFormat();
	const { kind, conversation, snippet, read, at } = item;
	const Icon = icons[kind];
	const about =
		conversation && [conversation.subject, kind === "assigned" || kind === "mentioned" ? conversation.customer.name : null].filter(Boolean).join(" · ");
	return (
		<Link href={addressOf(item)} onClick={onOpen} className="flex gap-3 px-4 py-3 hover:bg-fill focus-visible:-outline-offset-2">
			<span
				aria-hidden
				className={cn(
					"grid size-[30px] shrink-0 place-items-center rounded-full [&_svg]:size-4 [&_svg]:stroke-[1.75]",
					kind === "failed" ? "bg-danger-fill text-danger-text" : kind === "mentioned" ? "bg-note-fill text-note-text" : "bg-accent-fill text-accent-text",
				)}
			>
				<Icon />
			</span>
			<span className="min-w-0 flex-1">
				<span className={cn("block [overflow-wrap:anywhere]", read && "text-muted")}>
					<Sentence item={item} />
				</span>
				{about && <span className="block truncate text-muted text-sm">{about}</span>}
				{snippet && <span className="line-clamp-2 text-sm [overflow-wrap:anywhere]">{snippet}</span>}
				<time dateTime={at} title={format.full(at)} className="block text-muted text-xs">
					{format.listTime(at) === format.time(at) ? format.time(at) : `${format.listTime(at)}, ${format.time(at)}`}
				</time>
			</span>
			{!read && (
				<span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent">
					<span className="sr-only">{t("new")}</span>
				</span>
			)}
		</Link>
	);
}

function Sentence({ item: { kind, conversation, recipient, actor, count } }: { item: ListedNotification }) {
	const t = useTranslations("notifications.kinds");
	const b = (text: ReactNode) => <strong className="font-semibold">{text}</strong>;
	const customer = conversation?.customer.name ?? "";
	const name = actor?.name ?? "";
	if (kind === "assigned" && !conversation) return actor ? t.rich("assignedMany", { actor: name, count, b }) : t("assignedManyNobody", { count });
	if (recipient !== null) return t.rich("failedFirst", { customer: recipient, b });
	if (kind === "assigned") return actor ? t.rich("assigned", { actor: name, b }) : t("assignedNobody");
	return kind === "mentioned" ? t.rich("mentioned", { actor: name, b }) : t.rich(kind, { customer, b });
}
