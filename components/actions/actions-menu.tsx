"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { useChat } from "@/components/timeline/chat-context";
import { MenuContent, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { onDemand } from "@/components/ui/on-demand";
import { useActions } from "./actions-context";
import { actionsFor } from "./catalog";
import { targetOfCard } from "./target";

const BotMenu = onDemand(() => import("@/components/chatbots/bot-menu").then((module) => module.BotMenu), { unasked: true });

/** Everything that can be done with the open conversation. */
export function ActionsMenu() {
	const t = useTranslations("actions");
	const { details, me } = useChat();
	const { run } = useActions();
	const target = targetOfCard(details);
	return (
		<MenuContent side="top" align="start" aria-label={t("title")} className="min-w-64">
			{actionsFor(target, me.id, true).map((group, i) => (
				<Fragment key={group[0]?.name}>
					{i > 0 && <MenuSeparator />}
					{group.map(({ name, label, icon: Icon, shortcut, danger }) => (
						<MenuItem key={name} icon={<Icon aria-hidden />} shortcut={shortcut} danger={danger} onSelect={() => run(name, target)}>
							{t(`menu.${label}`)}
						</MenuItem>
					))}
				</Fragment>
			))}
			<BotMenu conversationId={details.id} />
		</MenuContent>
	);
}
