"use client";

import { Eye, PenLine } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState, useSyncExternalStore } from "react";
import { type ChannelMember, onTyping, watchMembers } from "@/lib/realtime/client";
import { conversationChannel } from "@/lib/realtime/events";

/** Milliseconds after which somebody who said nothing more has stopped typing. */
const typingLasts = 5_000;

/** Who else is looking at this conversation, and who is writing in it. Whoever has it in a hidden tab does not look: they are told of what comes. */
export function Present({ conversationId, me }: { conversationId: number; me: number }) {
	const t = useTranslations("timeline.present");
	const format = useFormatter();
	const { others, typing } = usePresence(conversationId, me);
	const writers = others.filter(({ id }) => typing.includes(id));
	const people = writers.length > 0 ? writers : others;
	const Icon = writers.length > 0 ? PenLine : Eye;
	return (
		<div aria-live="polite" className="mx-auto w-full max-w-5xl px-4 @lg:px-6">
			{people.length > 0 && (
				<p className="flex items-center gap-1.5 pb-1 text-muted text-xs">
					<Icon aria-hidden className="size-3.5 shrink-0 stroke-[1.75]" />
					<span className="min-w-0 truncate">
						{t(writers.length > 0 ? "typing" : "viewing", { names: format.list(people.map(({ name }) => name)), count: people.length })}
					</span>
				</p>
			)}
		</div>
	);
}

function usePresence(conversationId: number, me: number): { others: ChannelMember[]; typing: number[] } {
	const channel = conversationChannel(conversationId);
	const [others, setOthers] = useState<ChannelMember[]>([]);
	const [typing, setTyping] = useState<number[]>([]);
	const visible = useSyncExternalStore(
		onVisibility,
		() => document.visibilityState === "visible",
		() => false,
	);
	useEffect(() => {
		if (!visible) return;
		const timers = new Map<number, ReturnType<typeof setTimeout>>();
		const stopped = (id: number) => setTyping((those) => those.filter((other) => other !== id));
		const stopTyping = onTyping(channel, (id) => {
			clearTimeout(timers.get(id));
			timers.set(
				id,
				setTimeout(() => stopped(id), typingLasts),
			);
			setTyping((those) => (those.includes(id) ? those : [...those, id]));
		});
		const leave = watchMembers(channel, (members) => setOthers(members.filter(({ id }) => id !== me)));
		return () => {
			for (const timer of timers.values()) clearTimeout(timer);
			leave();
			stopTyping();
			setOthers([]);
			setTyping([]);
		};
	}, [channel, me, visible]);
	return { others, typing };
}

function onVisibility(changed: () => void): () => void {
	document.addEventListener("visibilitychange", changed);
	return () => document.removeEventListener("visibilitychange", changed);
}
