"use client";

import { Bot, Play, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Section } from "@/components/details/section";
import { useFormat } from "@/components/shell/use-format";
import { answered } from "@/components/ui/answered";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/use-toast";
import { block, runNow } from "@/lib/chatbots/actions";
import type { BotHere } from "@/lib/chatbots/queries";
import { isSilent, useBotsHere } from "./use-bots-here";

/** The chatbots of the open conversation: run one now, or hold its brake. */
export function ConversationBots({ conversationId }: { conversationId: number }) {
	const t = useTranslations("details.chatbots");
	const failed = useTranslations("common")("actionFailed");
	const toast = useToast();
	const { bots, setBots, refresh } = useBotsHere(conversationId);
	const why = useWhy();
	if (bots.length === 0) return null;

	async function change(bot: BotHere, silent: boolean, hours: 1 | 24 | null = null) {
		const blockedUntil = hours === null ? null : new Date(Date.now() + hours * 3600_000).toISOString();
		setBots((all) => all.map((one) => (one.id === bot.id ? { ...one, blocked: silent, blockedUntil, paused: false } : one)));
		const answer = await answered(block({ conversationId, chatbotId: bot.id, blocked: silent, hours }));
		if (!answer?.ok) toast(answer?.error ?? failed, { failed: true });
		await refresh();
	}
	async function run(bot: BotHere) {
		const answer = await answered(runNow({ conversationId, chatbotId: bot.id }));
		if (!answer?.ok) toast(answer?.error ?? failed, { failed: true });
		else if (answer.data.runId !== null) toast(t("started", { name: bot.name }), { icon: <Bot /> });
	}
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
						{bot.enabled && !bot.blocked && <ForHours name={bot.name} onHours={(hours) => void change(bot, true, hours)} />}
						<IconButton label={t("run", { name: bot.name })} onClick={() => void run(bot)} className="size-[26px]">
							<Play aria-hidden />
						</IconButton>
						<Switch
							checked={!isSilent(bot)}
							disabled={!bot.enabled}
							onCheckedChange={(on) => void change(bot, !on)}
							aria-label={t("answers", { name: bot.name })}
						/>
					</li>
				))}
			</ul>
		</Section>
	);
}

function ForHours({ name, onHours }: { name: string; onHours: (hours: 1 | 24) => void }) {
	const t = useTranslations("details.chatbots");
	const ta = useTranslations("actions.chatbots");
	return (
		<Menu>
			<MenuTrigger asChild>
				<IconButton label={t("blockFor", { name })} className="size-[26px]">
					<Timer aria-hidden />
				</IconButton>
			</MenuTrigger>
			<MenuContent align="end">
				{([1, 24] as const).map((hours) => (
					<MenuItem key={hours} onSelect={() => onHours(hours)}>
						{ta("forHours", { hours })}
					</MenuItem>
				))}
			</MenuContent>
		</Menu>
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
