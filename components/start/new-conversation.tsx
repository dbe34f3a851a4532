"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKeys } from "@/components/timeline/use-keys";
import { Button } from "@/components/ui/button";
import { ariaShortcut } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { openStart } from "./wanted";

/** The button of the inbox, and its key. */
export function NewConversation() {
	const t = useTranslations("start");
	useKeys({ c: () => openStart() });
	return (
		<Tooltip label={t("title")} shortcut="c">
			<Button variant="solid" aria-label={t("title")} aria-keyshortcuts={ariaShortcut("c")} onClick={() => openStart()} className="ml-1 @max-xs:px-2">
				<Plus aria-hidden />
				<span className="@max-xs:hidden">{t("new")}</span>
			</Button>
		</Tooltip>
	);
}
