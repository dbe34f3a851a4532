"use client";

import { Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { useChat } from "@/components/timeline/chat-context";
import { Spinner } from "@/components/ui/spinner";
import { Tag } from "@/components/ui/tag";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { askAgain } from "@/lib/translation/actions";
import { useOriginals } from "./shown";
import { inSentence } from "./translate-button";

const link = "rounded-sm font-medium text-accent-text hover:underline";

type Shown = { shown: string | null; lang?: string; mark: ReactNode };

/**
 * What a message says to its reader (null: what went over the channel itself), and what tells so. Both sides are read in the team's
 * language: of an answer that was translated, what its operator wrote.
 */
export function useTranslated({ id, direction, translation }: TimelineMessage): Shown {
	const t = useTranslations("translated");
	const locale = useLocale();
	const { details } = useChat();
	const [all] = useOriginals(details.id);
	const [own, setOwn] = useState<{ itself: boolean; of: boolean } | null>(null);
	const [ask, asking] = useAction(askAgain);
	if (!translation) return { shown: null, mark: null };
	const { state, language, source, text, failure } = translation;
	if (state === "pending" || asking)
		return {
			shown: null,
			mark: (
				<Tag role="status" className="h-[18px]">
					<Spinner className="size-3" />
					{t("working")}
				</Tag>
			),
		};
	if (state === "failed")
		return {
			shown: null,
			mark: (
				<>
					<span className="text-danger-text">{t("failed", { reason: failure ?? "refused" })}</span>
					<button type="button" onClick={() => ask({ messageId: id })} className={link}>
						{t("retry")}
					</button>
				</>
			),
		};
	// A choice for all undoes those made one by one before it.
	const itself = own?.of === all ? own.itself : all;
	const out = direction === "out";
	return {
		shown: itself ? null : text,
		lang: itself ? source : language,
		mark: (
			<>
				<span className="inline-flex items-center gap-1.5">
					<Languages aria-hidden className="size-[13px] stroke-2" />
					{t(out ? "sentIn" : "from", { language: inSentence(source, locale) })}
				</span>
				<button type="button" onClick={() => setOwn({ itself: !itself, of: all })} className={link}>
					{t(itself === out ? "showOriginal" : "showTranslation")}
				</button>
			</>
		),
	};
}
