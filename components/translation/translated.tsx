"use client";

import { Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { useChat } from "@/components/timeline/chat-context";
import { Spinner } from "@/components/ui/spinner";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { askAgain } from "@/lib/translation/actions";
import { useOriginals } from "./shown";
import { inSentence } from "./translate-button";

const link = "rounded-sm font-medium text-accent-text hover:underline";

/** What a message says to its reader (null: what it says itself), and the line that tells so. */
export function useTranslated({ id, direction, translation }: TimelineMessage): { shown: string | null; line: ReactNode } {
	const t = useTranslations("translated");
	const locale = useLocale();
	const { details } = useChat();
	const [allOriginal, setAllOriginal] = useOriginals(details.id);
	const [own, setOwn] = useState<{ original: boolean; of: boolean } | null>(null);
	const [ask, asking] = useAction(askAgain);
	if (!translation) return { shown: null, line: null };
	const { state, source, text } = translation;
	const out = direction === "out";
	// A choice for all undoes those made one by one before it.
	const original = own?.of === allOriginal ? own.original : out || allOriginal;
	const row = `flex flex-wrap items-center gap-x-1.5 text-muted text-xs ${out ? "justify-end" : ""}`;
	if (state === "pending" || asking)
		return {
			shown: null,
			line: (
				<p role="status" className={row}>
					<Spinner className="size-3" />
					{t("working")}
				</p>
			),
		};
	if (state === "failed")
		return {
			shown: null,
			line: (
				<p className={row}>
					<span className="text-danger-text">{t("failed")}</span>·
					<button type="button" onClick={() => ask({ messageId: id })} className={link}>
						{t("retry")}
					</button>
				</p>
			),
		};
	return {
		shown: original ? null : text,
		line: (
			<p className={row}>
				<Languages aria-hidden className="size-3.5" />
				{t(out ? "sentIn" : "from", { language: inSentence(source, locale) })} ·
				<button type="button" onClick={() => setOwn({ original: !original, of: allOriginal })} className={link}>
					{t(original ? "showTranslation" : "showOriginal")}
				</button>
				{!out && (
					<button type="button" onClick={() => setAllOriginal(!allOriginal)} className={link}>
						{t(allOriginal ? "allTranslated" : "allOriginal")}
					</button>
				)}
			</p>
		),
	};
}
