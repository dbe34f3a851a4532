"use client";

import { Bot, BotOff, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { PaletteItem } from "@/components/actions/palette-item";
import { useBotDeeds } from "./use-bot-deeds";
import { useBotsHere } from "./use-bots-here";

/** In the palette: each chatbot's brake in the open conversation, and running it now. */
export function BotPalette({ conversationId, onClose }: { conversationId: number; onClose: () => void }) {
	const t = useTranslations("actions.chatbots");
	const { bots } = useBotsHere(conversationId);
	const { set, run } = useBotDeeds(conversationId);
	const item = (name: string, label: string, icon: typeof Bot, act: () => void) => {
		const Icon = icon;
		const choose = () => {
			onClose();
			act();
		};
		return (
			<PaletteItem key={name} value={name} keywords={[label]} icon={<Icon aria-hidden />} onSelect={choose}>
				{label}
			</PaletteItem>
		);
	};
	return bots.flatMap(({ id, name, blocked }) => [
		item(`bot brake ${id}`, t(blocked ? "unblock" : "block", { name }), blocked ? Bot : BotOff, () => set(id, !blocked)),
		item(`bot run ${id}`, t("runOne", { name }), Play, () => run(id)),
	]);
}
