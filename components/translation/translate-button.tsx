"use client";

import { Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

type Props = { language: string; disabled: boolean; onAsk: () => void };

/** Offers to send what is written in the customer's language. */
export function TranslateButton({ language, disabled, onAsk }: Props) {
	const t = useTranslations("translated");
	const label = t("send", { language: inSentence(language, useLocale()) });
	return (
		<Button onClick={onAsk} disabled={disabled} title={label} className="ml-auto text-sm @max-lg:ml-0 @lg:[&+div]:ml-1.5">
			<Languages aria-hidden />
			<span className="@max-lg:sr-only">{label}</span>
		</Button>
	);
}

/** A language's name as it stands within a sentence: "italiano". */
export function inSentence(tag: string, locale: string): string {
	try {
		return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
	} catch {
		return tag;
	}
}
