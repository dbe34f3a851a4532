"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { AuthorAvatar, Bubble } from "./bubble";
import { useChat, useUser } from "./chat-context";
import { DeliveryStatusLine } from "./delivery-status";
import { mentionsIn } from "./mentions";
import type { PendingItem } from "./merge";
import { MessageText } from "./message-text";
import { NoteBubble } from "./note-bubble";
import { Time } from "./time";

/** What was just sent from here, until the server has it. As tall as what takes its place. */
export function PendingBubble({ item }: { item: PendingItem }) {
	const { me, users } = useChat();
	const userOf = useUser();
	if (item.mode === "note")
		return (
			<div className="grid gap-1.5">
				<NoteBubble note={{ userId: me.id, text: item.text, at: item.at, mentions: mentionsIn(item.text, users), saving: true }} />
				{item.unsent && <Unsent {...item.unsent} />}
			</div>
		);
	return (
		<Bubble
			out
			faded
			avatar={<AuthorAvatar author="operator" id={me.id} name={me.name} src={userOf(me.id)?.avatar} />}
			below={
				item.unsent ? (
					<Unsent {...item.unsent} />
				) : (
					<div className="flex items-center justify-end gap-x-1.5">
						<Time at={item.at} />
						<span aria-hidden>·</span>
						<DeliveryStatusLine status="sending" />
					</div>
				)
			}
		>
			<MessageText text={item.text} quoted={null} />
		</Bubble>
	);
}

/** Nobody answered: it is kept in this browser and tried again by itself; or the server said why not. */
function Unsent({ reason, retry, edit }: NonNullable<PendingItem["unsent"]>) {
	const t = useTranslations("timeline.unsent");
	const link = "inline-flex min-h-6 items-center rounded-sm px-0.5 font-semibold underline underline-offset-2 hover:decoration-2";
	return (
		<div role="status" className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1 text-danger-text text-xs">
			<span className="flex items-center gap-1.5">
				<CloudOff aria-hidden className="size-3.5 shrink-0 stroke-2" />
				{reason ?? t("offline")}
			</span>
			<button type="button" onClick={retry} className={link}>
				{t("retry")}
			</button>
			<button type="button" onClick={edit} className={link}>
				{t("edit")}
			</button>
		</div>
	);
}
