"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useKeys } from "@/components/timeline/use-keys";
import { Button } from "@/components/ui/button";
import { ariaShortcut } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";

const StartDialog = dynamic(() => import("./start-dialog").then((module) => module.StartDialog), { ssr: false });

/** The button of the inbox, and its key. */
export function NewConversation({ userId }: { userId: number }) {
	const t = useTranslations("start");
	const [open, setOpen] = useState<boolean>();
	useKeys({ c: () => setOpen(true) });
	return (
		<>
			<Tooltip label={t("title")} shortcut="c">
				<Button variant="solid" aria-label={t("title")} aria-keyshortcuts={ariaShortcut("c")} onClick={() => setOpen(true)} className="ml-1 @max-xs:px-2">
					<Plus aria-hidden />
					<span className="@max-xs:hidden">{t("new")}</span>
				</Button>
			</Tooltip>
			{open !== undefined && <StartDialog userId={userId} open={open} onOpenChange={setOpen} />}
		</>
	);
}
