"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import { languageName } from "@/components/details/language-name";
import { offeredLanguages } from "@/lib/customers/languages";

/** The languages to choose from, named and ordered in the reader's own. */
export function useOfferedLanguages(): { value: string; label: string }[] {
	const locale = useLocale();
	return useMemo(
		() => offeredLanguages.map((value) => ({ value, label: languageName(value, locale) ?? value })).sort((a, b) => a.label.localeCompare(b.label, locale)),
		[locale],
	);
}
