"use client";

import { useTranslations } from "next-intl";
import { unfilledIn } from "@/lib/messages/placeholders";

/** What a template has left to fill in, as the sentence that keeps it from being sent; null when there is nothing left. */
export function useUnfilled(): (text: string, html: string | null) => string | null {
	const t = useTranslations("templates");
	return (text, html) => {
		const left = unfilledIn(text, html);
		return left.length > 0 ? t("unfilled", { names: left.map((name) => `{{${name}}}`).join(", ") }) : null;
	};
}
