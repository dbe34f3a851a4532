"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { ConversationBots } from "@/components/chatbots/conversation-bots";
import { useChat } from "@/components/timeline/chat-context";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import type { BotHere } from "@/lib/chatbots/queries";
import type { SharedFiles as Files } from "@/lib/conversations/shared-files";
import { cn } from "@/lib/utils";
import { AssignedUsers } from "./assigned-users";
import { Contact } from "./contact";
import { Context } from "./context";
import { CustomerCard } from "./customer-card";
import { EarlierConversations } from "./earlier-conversations";
import { SharedFiles } from "./shared-files";
import { Tags } from "./tags";
import type { DetailsPaneState } from "./use-details-pane";

const DetailsActions = onDemand(() => import("@/components/actions/details-actions").then((module) => module.DetailsActions), { unasked: true });

/** What the pane asks for by itself, as it was when the page was made: what comes later moves what is below it. */
export type Beside = { bots: BotHere[]; files: Files };

/** Who the conversation is with, and what is known of it: beside the chat, over it where there is no room, the whole of a phone. */
export function DetailsPane({ pane, first }: { pane: DetailsPaneState; first: Beside }) {
	const t = useTranslations("details");
	const { details } = useChat();
	const aside = useRef<HTMLElement>(null);

	// What lies over the chat takes the focus, and gives it back.
	const press = useEffectEvent((event: KeyboardEvent) => {
		if (event.key === "Escape" && !event.defaultPrevented) pane.close();
	});
	useEffect(() => {
		const over = aside.current;
		if (!pane.covers) return;
		over?.focus();
		document.addEventListener("keydown", press);
		return () => {
			document.removeEventListener("keydown", press);
			requestAnimationFrame(() => {
				const { activeElement } = document;
				// Whoever went on to write something is there already.
				if (activeElement === document.body || over?.contains(activeElement)) document.querySelector<HTMLElement>("[data-details-toggle]")?.focus();
			});
		};
	}, [pane.covers]);

	return (
		<>
			{pane.covers && <div aria-hidden onClick={pane.close} className="absolute inset-0 z-20 animate-appear bg-overlay" />}
			<aside
				ref={aside}
				id="details"
				tabIndex={-1}
				aria-label={t("label")}
				className={cn(
					"w-80 shrink-0 overflow-y-auto border-l bg-card max-[1179px]:hidden",
					!pane.pinned && "min-[1180px]:hidden",
					pane.over &&
						"max-[1179px]:absolute max-[1179px]:inset-y-0 max-[1179px]:right-0 max-[1179px]:z-30 max-[1179px]:block max-[1179px]:animate-appear max-[1179px]:shadow-float max-sm:w-full max-sm:border-l-0",
				)}
			>
				<IconButton label={t("close")} onClick={pane.close} side="left" className="absolute top-3 right-3 z-10 bg-card min-[1180px]:hidden">
					<X aria-hidden />
				</IconButton>
				<CustomerCard customer={details.customer} />
				<Contact customer={details.customer} />
				<Context details={details} />
				<AssignedUsers />
				<ConversationBots key={`bots-${details.id}`} conversationId={details.id} first={first.bots} />
				<Tags customer={details.customer} />
				<EarlierConversations key={details.customer.id} details={details} />
				<SharedFiles key={details.id} conversationId={details.id} newest={details.lastMessageId} first={first.files} />
				<DetailsActions toChat={() => pane.covers && pane.close()} />
			</aside>
		</>
	);
}
