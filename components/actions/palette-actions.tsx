"use client";

import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BotPalette } from "@/components/chatbots/bot-palette";
import { useInbox } from "@/components/conversations/inbox-context";
import { useActions } from "./actions-context";
import { actionsFor } from "./catalog";
import { PaletteItem } from "./palette-item";
import type { ActionName } from "./target";

/** What can be done with the conversation that is open; nothing when none is. */
export function PaletteActions({ onClose }: { onClose: () => void }) {
	const t = useTranslations("actions");
	const { me } = useInbox();
	const { run, open } = useActions();
	const [target] = useState(() => open.current?.target ?? null);
	if (!target) return null;
	const choose = (name: ActionName) => {
		onClose();
		run(name, target);
	};
	return (
		<Command.Group heading={t("palette.conversation", { name: target.customerName })}>
			{actionsFor(target, me.id, true)
				.flat()
				.map(({ name, label, icon: Icon, shortcut, danger }) => (
					<PaletteItem
						key={name}
						value={`action ${name}`}
						keywords={[t(`menu.${label}`)]}
						icon={<Icon aria-hidden />}
						shortcut={shortcut}
						danger={danger}
						onSelect={() => choose(name)}
					>
						{t(`menu.${label}`)}
					</PaletteItem>
				))}
			<BotPalette conversationId={target.id} onClose={onClose} />
		</Command.Group>
	);
}
