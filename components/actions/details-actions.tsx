"use client";

import { useTranslations } from "next-intl";
import { useChat } from "@/components/timeline/chat-context";
import { Button } from "@/components/ui/button";
import { ariaShortcut } from "@/components/ui/kbd";
import { useActions } from "./actions-context";
import { actionsFor } from "./catalog";
import { targetOfCard } from "./target";

/** At the foot of the details: what is done seldom, and with thought. */
export function DetailsActions() {
	const t = useTranslations("actions");
	const { details, me } = useChat();
	const { run } = useActions();
	const target = targetOfCard(details);
	const [, aside = [], rest = []] = actionsFor(target, me.id, true);
	return (
		<section aria-label={t("title")} className="grid px-2 py-3">
			{[...aside, ...rest].map(({ name, label, icon: Icon, shortcut, danger }) => (
				<Button
					key={name}
					variant={danger ? "danger-ghost" : "ghost"}
					aria-keyshortcuts={ariaShortcut(shortcut)}
					onClick={() => run(name, target)}
					className="justify-start text-sm"
				>
					<Icon aria-hidden />
					{t(`menu.${label}`)}
				</Button>
			))}
		</section>
	);
}
