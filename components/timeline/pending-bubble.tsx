"use client";

import { AuthorAvatar, Bubble } from "./bubble";
import { useChat } from "./chat-context";
import { DeliveryStatusLine } from "./delivery-status";
import { mentionsIn } from "./mentions";
import type { PendingItem } from "./merge";
import { MessageText } from "./message-text";
import { NoteBubble } from "./note-bubble";
import { Time } from "./time";

/** What was just sent from here, until the server has it. As tall as what takes its place. */
export function PendingBubble({ item }: { item: PendingItem }) {
	const { me, users } = useChat();
	if (item.mode === "note") return <NoteBubble note={{ userId: me.id, text: item.text, at: item.at, mentions: mentionsIn(item.text, users), saving: true }} />;
	return (
		<Bubble
			out
			faded
			avatar={<AuthorAvatar author="operator" id={me.id} name={me.name} />}
			below={
				<div className="flex items-center justify-end gap-x-1.5">
					<Time at={item.at} />
					<span aria-hidden>·</span>
					<DeliveryStatusLine status="sending" />
				</div>
			}
		>
			<MessageText text={item.text} quoted={null} />
		</Bubble>
	);
}
