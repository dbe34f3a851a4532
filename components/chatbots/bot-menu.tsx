"use client";

import { Bot, BotOff, ChevronRight, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import { menuClasses } from "@/components/ui/menu-classes";
import { useBotDeeds } from "./use-bot-deeds";
import { useBotsHere } from "./use-bots-here";

const durations = [null, 1, 24] as const;

/** In «Acciones»: each chatbot's brake, and running one now. */
export function BotMenu({ conversationId }: { conversationId: number }) {
	const t = useTranslations("actions.chatbots");
	const { bots } = useBotsHere(conversationId);
	const { set, run } = useBotDeeds(conversationId);
	if (bots.length === 0) return null;
	return (
		<>
			<MenuSeparator />
			{bots.map(({ id, name, blocked }) =>
				blocked ? (
					<MenuItem key={id} icon={<Bot aria-hidden />} onSelect={() => set(id, false)}>
						{t("unblock", { name })}
					</MenuItem>
				) : (
					<Sub key={id} icon={<BotOff aria-hidden />} label={t("block", { name })}>
						{durations.map((hours) => (
							<MenuItem key={hours} onSelect={() => set(id, true, hours)}>
								{hours === null ? t("forEver") : t("forHours", { hours })}
							</MenuItem>
						))}
					</Sub>
				),
			)}
			<Sub icon={<Play aria-hidden />} label={t("run")}>
				{bots.map(({ id, name }) => (
					<MenuItem key={id} onSelect={() => run(id)}>
						{name}
					</MenuItem>
				))}
			</Sub>
		</>
	);
}

function Sub({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
	return (
		<Radix.Sub>
			<Radix.SubTrigger className={menuClasses.item}>
				{icon}
				<span className="min-w-0 flex-1 truncate">{label}</span>
				<ChevronRight aria-hidden />
			</Radix.SubTrigger>
			<Radix.Portal>
				<Radix.SubContent sideOffset={4} collisionPadding={8} className={menuClasses.content}>
					{children}
				</Radix.SubContent>
			</Radix.Portal>
		</Radix.Sub>
	);
}
