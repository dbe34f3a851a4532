"use client";

import { Bot, Play, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { answered } from "@/components/ui/answered";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/use-toast";
import { block, runNow } from "@/lib/chatbots/actions";
import type { BotHere } from "@/lib/chatbots/queries";
import { isSilent } from "./use-bots-here";

type Props = {
	conversationId: number;
	bot: BotHere;
	/** Shown at once. */ onChange: (changed: Partial<BotHere>) => void;
	/** The server knows, or has refused. */ onDone: () => Promise<void>;
};

/** One chatbot's brake in a conversation, for an hour or a day, and running it now. */
export function BotControls({ conversationId, bot, onChange, onDone }: Props) {
	const t = useTranslations("details.chatbots");
	const failed = useTranslations("common")("actionFailed");
	const toast = useToast();

	async function change(silent: boolean, hours: 1 | 24 | null = null) {
		const blockedUntil = hours === null ? null : new Date(Date.now() + hours * 3600_000).toISOString();
		onChange({ blocked: silent, blockedUntil, paused: false });
		const answer = await answered(block({ conversationId, chatbotId: bot.id, blocked: silent, hours }));
		if (!answer?.ok) toast(answer?.error ?? failed, { failed: true });
		await onDone();
	}
	async function run() {
		const answer = await answered(runNow({ conversationId, chatbotId: bot.id }));
		if (!answer?.ok) toast(answer?.error ?? failed, { failed: true });
		else if (answer.data.runId !== null) toast(t("started", { name: bot.name }), { icon: <Bot /> });
	}
	return (
		<>
			{bot.enabled && !bot.blocked && <ForHours name={bot.name} onHours={(hours) => void change(true, hours)} />}
			<IconButton label={t("run", { name: bot.name })} onClick={() => void run()} className="size-[26px]">
				<Play aria-hidden />
			</IconButton>
			<Switch checked={!isSilent(bot)} disabled={!bot.enabled} onCheckedChange={(on) => void change(!on)} aria-label={t("answers", { name: bot.name })} />
		</>
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
