"use client";

import { useTranslations } from "next-intl";
import { Shortcuts } from "@/components/shell/shortcuts";

/** The keys of the inbox: those of the list (use-row-keys) and of the open conversation. */
export function InboxShortcuts() {
	const t = useTranslations("inbox.shortcuts");
	const write = useTranslations("composer");
	const search = useTranslations("search");
	const start = useTranslations("start");
	const groups = [
		{
			title: t("list"),
			shortcuts: [
				{ keys: ["j", "down"], does: t("next") },
				{ keys: ["k", "up"], does: t("previous") },
				{ keys: ["enter"], does: t("open") },
				{ keys: ["x"], does: t("pick") },
				{ keys: ["shift+F10"], does: t("menu") },
			],
		},
		{
			title: t("conversation"),
			shortcuts: [
				{ keys: ["e"], does: t("archive") },
				{ keys: ["s"], does: t("flag") },
				{ keys: ["a"], does: t("assign") },
				{ keys: ["u"], does: t("unread") },
				{ keys: ["shift+i"], does: t("read") },
				{ keys: ["d"], does: t("details") },
				{ keys: ["r"], does: write("reply") },
				{ keys: ["n"], does: write("note") },
				{ keys: ["mod+enter"], does: write("send") },
			],
		},
		{
			title: t("anywhere"),
			shortcuts: [
				{ keys: ["/", "mod+k"], does: search("label") },
				{ keys: ["c"], does: start("title") },
				{ keys: ["?"], does: t("help") },
				{ keys: ["esc"], does: t("close") },
			],
		},
	];
	return <Shortcuts groups={groups} />;
}
