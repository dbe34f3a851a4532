"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** `code: the server's own words` as a person reads it: our sentence for a code that has one, else their words. */
export function useTrouble(): (text: string) => string {
	const t = useTranslations("inboxes");
	return useCallback(
		(text) => {
			const [code = "", ...words] = text.split(": ");
			const key = `trouble.${code}` as "trouble.credentials";
			return t.has(key) ? t(key) : words.join(": ") || text;
		},
		[t],
	);
}
