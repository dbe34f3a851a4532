"use client";

import { useTranslations } from "next-intl";
import { useChat } from "@/components/timeline/chat-context";
import { Button } from "@/components/ui/button";
import { ariaShortcut } from "@/components/ui/kbd";
import { useActions } from "./actions-context";
import { actionsFor } from "./catalog";
import { targetOfCard } from "./target";

/** At the foot of the details: a note, and what is done seldom, and with thought. `toChat`: where one writes may lie below the pane. */
export function DetailsActions({ toChat }: { toChat: () => void }) {
	const t = useTranslations("actions");
	const { details, me } = useChat();
	const { run } = useActions();
	const target = targetOfCard(details);
	const [first = [], ...rest] = actionsFor(target, me.id, true);
	const note = first.filter(({ name }) => name === "note");
	return (
		<section aria-label={t("title")} className="grid px-2 py-3">
			{[...note, ...rest.flat()].map(({ name, label, icon: Icon, shortcut, danger }) => (
				<Button
					key={name}
					variant={danger ? "danger-ghost" : "ghost"}
					aria-keyshortcuts={ariaShortcut(shortcut)}
					onClick={() => {
						if (name === "note") toChat();
						run(name, target);
					}}
					className="justify-start text-sm"
				>
					<Icon aria-hidden />
					{t(`menu.${label}`)}
				</Button>
			))}
		</section>
	);
}
