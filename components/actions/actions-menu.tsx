"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Fragment, useRef } from "react";
import { useChat } from "@/components/timeline/chat-context";
import { MenuContent, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { useActions } from "./actions-context";
import { actionsFor } from "./catalog";
import { targetOfCard } from "./target";

const BotMenu = dynamic(() => import("@/components/chatbots/bot-menu").then((module) => module.BotMenu), { ssr: false });

/** Everything that can be done with the open conversation. */
export function ActionsMenu() {
	const t = useTranslations("actions");
	const { details, me } = useChat();
	const { run } = useActions();
	const chosen = useRef(false);
	const target = targetOfCard(details);
	return (
		<MenuContent
			side="top"
			align="start"
			aria-label={t("title")}
			className="min-w-64"
			// What was chosen puts the focus where it wants it: in a dialog, in the note.
			onCloseAutoFocus={(event) => {
				if (chosen.current) event.preventDefault();
				chosen.current = false;
			}}
		>
			{actionsFor(target, me.id, true).map((group, i) => (
				<Fragment key={group[0]?.name}>
					{i > 0 && <MenuSeparator />}
					{group.map(({ name, label, icon: Icon, shortcut, danger }) => (
						<MenuItem
							key={name}
							icon={<Icon aria-hidden />}
							shortcut={shortcut}
							danger={danger}
							onSelect={() => {
								chosen.current = true;
								run(name, target);
							}}
						>
							{t(`menu.${label}`)}
						</MenuItem>
					))}
				</Fragment>
			))}
			<BotMenu conversationId={details.id} />
		</MenuContent>
	);
}
