"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Composer } from "@/components/composer/composer";
import { useInbox } from "@/components/conversations/inbox-context";
import { CustomerReload } from "@/components/customers/customer-reload";
import { type Beside, DetailsPane } from "@/components/details/details-pane";
import { useDetailsPane } from "@/components/details/use-details-pane";
import type { FirstUnread } from "@/lib/conversations/first-unread";
import type { Draft } from "@/lib/drafts/queries";
import type { WaitingItem } from "@/lib/messages/waiting";
import type { TimelineAround, TimelinePage } from "@/lib/timeline/queries";
import type { Writing } from "@/lib/users/writing";
import { ChatProvider, type ComposerHandle } from "./chat-context";
import { ChatHeader } from "./chat-header";
import { Gone } from "./gone";
import { History } from "./history";
import { Present } from "./present";
import type { Card } from "./timeline-api";
import { useCard } from "./use-card";
import { readHere } from "./use-mark-read";
import { useTimeline } from "./use-timeline";

type Props = {
	card: Card;
	page: (TimelinePage | TimelineAround) & { waiting: WaitingItem[] };
	drafts: Draft[];
	writing: Writing;
	/** The message or note to open at. */ at: number | null;
	/** As it stood when the page was made. */ unread: FirstUnread | null;
	beside: Beside;
	detailsOpen: boolean;
};

/** One conversation: what was said, what one answers, and who it is with. Give it the conversation's id and `at` as its key. */
export function Chat({ card: first, page, drafts, writing, at, unread: stood, beside, detailsOpen }: Props) {
	const t = useTranslations("chat");
	const { me, users } = useInbox();
	const { isGone, reload, ...card } = useCard(first);
	const { details } = card;
	const store = useTimeline(details.id, me.id, page);
	const [unread] = useState(() => (stood && stood.id > (readHere.get(details.id) ?? 0) ? stood : null));
	const composer = useRef<ComposerHandle>(null);
	const pane = useDetailsPane(detailsOpen);
	return (
		<ChatProvider chat={{ ...card, me, users, store, drafts, writing, composer }}>
			<div data-full-height="" className="relative flex h-full min-h-0 min-w-0 flex-1 overflow-hidden">
				<section
					aria-label={t("label", { name: details.customer.name })}
					inert={pane.covers && !isGone}
					data-drop=""
					className="@container relative flex min-w-0 flex-1 flex-col bg-ground"
				>
					{isGone ? (
						<Gone />
					) : (
						<>
							<ChatHeader detailsOpen={pane.open} onDetails={pane.toggle} />
							<History at={at} unread={unread} />
							<Present conversationId={details.id} me={me.id} />
							<Composer />
						</>
					)}
				</section>
				{/* With a deleted conversation nothing can be done any more. */}
				{!isGone && (
					<CustomerReload value={reload}>
						<DetailsPane pane={pane} first={beside} />
					</CustomerReload>
				)}
			</div>
		</ChatProvider>
	);
}
