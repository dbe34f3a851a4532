"use client";

import { useTranslations } from "next-intl";
import { type ActionName, actionKeys } from "@/components/actions/target";
import { ShortcutsDialog } from "@/components/shell/shortcuts-dialog";

const names = Object.keys(actionKeys) as ActionName[];

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** The keys of the inbox: those of the list (use-row-keys) and of the open conversation. Loaded when somebody asks. */
export function InboxShortcuts(props: Props) {
	const t = useTranslations("inbox.shortcuts");
	const write = useTranslations("composer");
	const search = useTranslations("search");
	const actions = useTranslations("actions.menu");
	const palette = useTranslations("actions.palette");
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
				...names.map((name) => ({ keys: [actionKeys[name]], does: actions(name) })),
				{ keys: ["shift+i"], does: t("read") },
				{ keys: ["d"], does: t("details") },
				{ keys: ["r"], does: write("reply") },
				{ keys: ["mod+enter"], does: write("send") },
				{ keys: ["w"], does: write("writing.undo") },
			],
		},
		{
			title: t("anywhere"),
			shortcuts: [
				{ keys: ["/"], does: search("label") },
				{ keys: ["mod+k"], does: palette("title") },
				{ keys: ["c"], does: start("title") },
				{ keys: ["?"], does: t("help") },
				{ keys: ["esc"], does: t("close") },
			],
		},
	];
	return <ShortcutsDialog groups={groups} {...props} />;
}
