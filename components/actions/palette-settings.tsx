"use client";

import { Command } from "cmdk";
import { Settings } from "lucide-react";
import { useTranslations } from "next-intl";
import { settingsSections } from "@/components/settings/sections";
import { PaletteItem } from "./palette-item";

/** The pages of the settings, found by what they are called and as settings. One's own profile and what has a place of its own stand elsewhere. */
export function PaletteSettings({ onGo }: { onGo: (address: string) => () => void }) {
	const t = useTranslations("settings");
	return (
		<Command.Group heading={t("label")}>
			{settingsSections
				.filter(({ href, role }) => role === "admin" && href.startsWith("/settings/"))
				.map(({ name, href }) => (
					<PaletteItem
						key={name}
						value={`settings ${name}`}
						keywords={[t(`sections.${name}`), t("label")]}
						icon={<Settings aria-hidden />}
						onSelect={onGo(href)}
					>
						{t(`sections.${name}`)}
					</PaletteItem>
				))}
		</Command.Group>
	);
}
