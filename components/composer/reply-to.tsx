"use client";

import { ChevronDown, MailWarning } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuContent, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";
import type { ReplyInboxes } from "@/lib/inboxes/queries";

export type ReplyTo = "main" | "personal";
type Props = { value: ReplyTo; inboxes: ReplyInboxes; onChange: (value: ReplyTo) => void };

/** Which inbox the customer's answer arrives in; only where there is a choice. */
export function ReplyToMenu({ value, inboxes: { main, personal }, onChange }: Props) {
	const t = useTranslations("composer");
	const chosen = value === "personal" && personal ? personal : main;
	return (
		<Menu>
			<MenuTrigger className="ml-auto flex h-8 min-w-0 items-center gap-1.5 rounded-md px-2 text-muted text-sm hover:bg-fill data-[state=open]:bg-fill">
				<span className="truncate">
					<span className="@max-lg:sr-only">{t("replyTo")} </span>
					{chosen.name}
				</span>
				<ChevronDown aria-hidden className="size-[13px] shrink-0 stroke-[1.75]" />
			</MenuTrigger>
			<MenuContent align="end">
				<MenuLabel>{t("replyToLabel")}</MenuLabel>
				<MenuRadioGroup value={value} onValueChange={(next) => onChange(next === "personal" ? "personal" : "main")}>
					<MenuRadioItem value="main">{main.name}</MenuRadioItem>
					{personal && <MenuRadioItem value="personal">{personal.name}</MenuRadioItem>}
				</MenuRadioGroup>
			</MenuContent>
		</Menu>
	);
}

/** Where answers do not come into the history, whoever writes is told before. */
export function NotSynced({ inboxes, replyTo }: { inboxes: ReplyInboxes; replyTo: ReplyTo }) {
	const t = useTranslations("composer");
	const chosen = (replyTo === "personal" && inboxes.personal) || inboxes.main;
	if (chosen.synced) return null;
	return (
		<p role="status" className="flex items-start gap-2 border-line-soft border-b bg-note-fill px-3.5 py-2 text-note-text text-sm">
			<MailWarning aria-hidden className="mt-px size-4 shrink-0 stroke-[1.75]" />
			{t("notSynced", { inbox: chosen.name })}
		</p>
	);
}
