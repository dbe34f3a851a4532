"use client";

import { LogOut, UserRoundPen } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { MenuContent, MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/ui/menu";
import { signOut } from "@/lib/auth/actions";
import { asLanguage, languageNames } from "@/lib/i18n/language";
import { asTheme, type Theme, themes } from "@/lib/theme";
import { setLanguage, setTheme } from "@/lib/users/actions";
import { useAction } from "./use-action";

/** Loaded when somebody opens it. */
export function UserMenuContent({ user, theme }: { user: { name: string; email: string }; theme: Theme }) {
	const t = useTranslations("common.userMenu");
	const locale = useLocale();
	const router = useRouter();
	const [changeLanguage] = useAction(setLanguage);
	const [changeTheme] = useAction(setTheme);
	const [leave] = useAction(signOut);
	return (
		<MenuContent side="right" align="end" className="w-60">
			<div className="px-2 py-1.5">
				<div className="truncate font-medium">{user.name}</div>
				<div className="truncate text-muted text-xs">{user.email}</div>
			</div>
			<MenuItem icon={<UserRoundPen aria-hidden />} onSelect={() => router.push("/settings/profile")}>
				{t("profile")}
			</MenuItem>
			<MenuSeparator />
			<MenuLabel id="menu-language">{t("language")}</MenuLabel>
			<MenuRadioGroup aria-labelledby="menu-language" value={locale} onValueChange={(value) => changeLanguage({ language: asLanguage(value) ?? "es" })}>
				{Object.entries(languageNames).map(([language, name]) => (
					<MenuRadioItem key={language} value={language} lang={language}>
						{name}
					</MenuRadioItem>
				))}
			</MenuRadioGroup>
			<MenuSeparator />
			<MenuLabel id="menu-theme">{t("theme")}</MenuLabel>
			<MenuRadioGroup aria-labelledby="menu-theme" value={theme} onValueChange={(value) => changeTheme({ theme: asTheme(value) })}>
				{themes.map((name) => (
					<MenuRadioItem key={name} value={name}>
						{t(`themes.${name}`)}
					</MenuRadioItem>
				))}
			</MenuRadioGroup>
			<MenuSeparator />
			<MenuItem icon={<LogOut aria-hidden />} onSelect={() => leave({})}>
				{t("signOut")}
			</MenuItem>
		</MenuContent>
	);
}
