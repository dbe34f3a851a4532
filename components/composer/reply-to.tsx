"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuContent, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";

export type ReplyTo = "main" | "personal";
type Props = { value: ReplyTo; main: string; personal: string; onChange: (value: ReplyTo) => void };

/** Which inbox the customer's answer arrives in; only where there is a choice. */
export function ReplyToMenu({ value, main, personal, onChange }: Props) {
	const t = useTranslations("composer");
	return (
		<Menu>
			<MenuTrigger className="ml-auto flex h-8 min-w-0 items-center gap-1.5 rounded-md px-2 text-muted text-sm hover:bg-fill data-[state=open]:bg-fill">
				<span className="truncate">
					<span className="@max-lg:sr-only">{t("replyTo")} </span>
					{value === "main" ? main : personal}
				</span>
				<ChevronDown aria-hidden className="size-[13px] shrink-0 stroke-[1.75]" />
			</MenuTrigger>
			<MenuContent align="end">
				<MenuLabel>{t("replyToLabel")}</MenuLabel>
				<MenuRadioGroup value={value} onValueChange={(chosen) => onChange(chosen === "personal" ? "personal" : "main")}>
					<MenuRadioItem value="main">{main}</MenuRadioItem>
					<MenuRadioItem value="personal">{personal}</MenuRadioItem>
				</MenuRadioGroup>
			</MenuContent>
		</Menu>
	);
}
