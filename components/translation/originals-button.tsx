"use client";

import { Languages } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useChat } from "@/components/timeline/chat-context";
import { IconButton } from "@/components/ui/icon-button";
import { useOriginals } from "./shown";

/** Reads the whole conversation as it was said, or in the team's language; where something in it is translated. */
export function OriginalsButton() {
	const t = useTranslations("translated");
	const { details, store } = useChat();
	const some = () => store.snapshot().items.some((item) => item.kind === "message" && item.translation?.state === "done");
	const translated = useSyncExternalStore(store.subscribe, some, some);
	const [originals, setOriginals] = useOriginals(details.id);
	if (!translated) return null;
	return (
		<IconButton label={t("allOriginal")} active={originals} aria-pressed={originals} onClick={() => setOriginals(!originals)}>
			<Languages aria-hidden />
		</IconButton>
	);
}
