"use client";

import { Bot } from "lucide-react";
import { useTranslations } from "next-intl";
import { Section } from "@/components/details/section";
import { useFormat } from "@/components/shell/use-format";
import { onDemand } from "@/components/ui/on-demand";
import type { BotHere } from "@/lib/chatbots/queries";
import { isSilent, useBotsHere } from "./use-bots-here";

// Within the height of its row: what stands below does not move when it comes.
const BotControls = onDemand(() => import("./bot-controls").then((module) => module.BotControls), { unasked: true });

/** The chatbots of the open conversation: run one now, or hold its brake. `first`: as they were when the page was made. */
export function ConversationBots({ conversationId, first }: { conversationId: number; first: BotHere[] }) {
	const t = useTranslations("details.chatbots");
	const { bots, setBots, refresh } = useBotsHere(conversationId, first);
	const why = useWhy();
	if (bots.length === 0) return null;
	return (
		<Section title={t("title")}>
			<ul>
				{bots.map((bot) => (
					<li key={bot.id} className="flex min-h-8 items-center gap-2 text-sm">
						<Bot aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
						<span className="min-w-0 flex-1">
							<span className="block truncate">{bot.name}</span>
							{isSilent(bot) && why(bot) && <span className="block text-faint text-xs">{why(bot)}</span>}
						</span>
						<BotControls
							conversationId={conversationId}
							bot={bot}
							onChange={(changed) => setBots((all) => all.map((one) => (one.id === bot.id ? { ...one, ...changed } : one)))}
							onDone={refresh}
						/>
					</li>
				))}
			</ul>
		</Section>
	);
}

function useWhy() {
	const t = useTranslations("details.chatbots");
	const { moment } = useFormat();
	return ({ enabled, blocked, blockedUntil, paused }: BotHere) => {
		if (!enabled) return t("off");
		if (blocked) return blockedUntil ? t("blockedUntil", { time: moment(blockedUntil) }) : t("blocked");
		return paused ? t("paused") : null;
	};
}
