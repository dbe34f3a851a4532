"use client";

import { useTranslations } from "next-intl";
import { Composer } from "@/components/composer/composer";
import { useInbox } from "@/components/conversations/inbox-context";
import { DetailsPane } from "@/components/details/details-pane";
import { useDetailsPane } from "@/components/details/use-details-pane";
import type { TimelineAround, TimelinePage } from "@/lib/timeline/queries";
import { Announcer } from "./announcer";
import { ChatProvider } from "./chat-context";
import { ChatHeader } from "./chat-header";
import { Gone } from "./gone";
import { newestMessageId } from "./merge";
import { Timeline } from "./timeline";
import type { Card } from "./timeline-api";
import { useCard } from "./use-card";
import { useMarkRead } from "./use-mark-read";
import { useTimeline } from "./use-timeline";

type Props = { card: Card; page: TimelinePage | TimelineAround /** The message or note to open at. */; at: number | null; detailsOpen: boolean };

/** One conversation: what was said, what one answers, and who it is with. Give it the conversation's id and `at` as its key. */
export function Chat({ card: first, page, at, detailsOpen }: Props) {
	const t = useTranslations("chat");
	const { me, users } = useInbox();
	const card = useCard(first);
	const { details } = card;
	const [state, store] = useTimeline(details.id, page);
	const pane = useDetailsPane(detailsOpen);
	useMarkRead(details.id, newestMessageId(state.items));
	return (
		<ChatProvider chat={{ ...card, me, users, store }}>
			<div data-full-height="" className="relative flex h-full min-h-0 min-w-0 flex-1 overflow-hidden">
				<section aria-label={t("label", { name: details.customer.name })} inert={pane.covers} className="@container flex min-w-0 flex-1 flex-col bg-ground">
					<ChatHeader detailsOpen={pane.open} onDetails={pane.toggle} />
					{card.gone ? <Gone /> : <Timeline state={state} at={at} />}
					{!card.gone && <Composer />}
					<Announcer items={state.items} loadedUpto={state.loadedUpto} />
				</section>
				<DetailsPane pane={pane} />
			</div>
		</ChatProvider>
	);
}
