"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { oneAtATime } from "@/components/realtime/one-at-a-time";
import { useCatchUp, useRealtimeEvent } from "@/components/realtime/realtime-provider";
import { answered } from "@/components/ui/answered";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";
import type { ConversationDetails } from "@/lib/conversations/details";
import { type Card, fetchCard } from "./timeline-api";

/** Shows `change` at once and takes it back when `act` is refused. Answers whether it was done. */
export type EditCard = (change: Partial<ConversationDetails>, act: () => Promise<ActionResult<unknown> | null>) => Promise<boolean>;

/** Shows a change while it is being done by somebody who tells of its failure. */
export type ShowOnCard = (change: (details: ConversationDetails) => Partial<ConversationDetails>, done: Promise<ActionResult<unknown> | null>) => void;

/** What header, details and composer say of a conversation, kept up to date, under what was changed here and is not yet confirmed. */
export function useCard(first: Card): Card & { edit: EditCard; show: ShowOnCard; reload: () => Promise<void>; isGone: boolean; gone: RefObject<boolean> } {
	const { id, customer } = first.details;
	const [card, setCard] = useState(first);
	const [edits, setEdits] = useState<Partial<ConversationDetails>[]>([]);
	const [reload] = useState(() => oneAtATime(refresh));
	const [isGone, setGone] = useState(false);
	const gone = useRef(false);
	const toast = useToast();
	const t = useTranslations("common");

	async function refresh() {
		const fresh = await fetchCard(id);
		if (fresh) return setCard(fresh);
		gone.current = true;
		setGone(true);
	}

	useRealtimeEvent("conversation.changed", (event) => event.conversationId === id && void reload.start());
	useRealtimeEvent("conversations.changed", (event) => event.conversationIds.includes(id) && void reload.start());
	useRealtimeEvent("customer.changed", (event) => event.customerId === customer.id && void reload.start());
	// On going back, too, Next shows what it kept.
	useCatchUp(() => void reload.start());
	useEffect(() => reload.stop, [reload]);

	async function over(change: Partial<ConversationDetails>, done: Promise<ActionResult<unknown> | null>) {
		setEdits((open) => [...open, change]);
		const result = await answered(done);
		if (result?.ok) await reload.start();
		setEdits((open) => open.filter((other) => other !== change));
		return result;
	}
	const details = Object.assign({}, card.details, ...edits);
	const show: ShowOnCard = (change, done) => void over(change(details), done);
	const edit: EditCard = async (change, act) => {
		const result = await over(change, act());
		if (!result?.ok) toast(result?.error ?? t("actionFailed"), { failed: true });
		return result?.ok ?? false;
	};
	return { ...card, details, edit, show, reload: reload.start, isGone, gone };
}
