"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { languageName } from "@/components/details/language-name";
import { customerSorts, customerSources, unknownLanguage } from "@/lib/customers/filter";
import { FilterChoice } from "./filter-choice";
import { useCustomerFilter } from "./use-customer-filter";
import { useOfferedLanguages } from "./use-offered-languages";

/** What the list is narrowed down by, and its order: each a choice of one. */
export function CustomerFilters({ tags }: { tags: string[] }) {
	const t = useTranslations("customers");
	const { filter, change } = useCustomerFilter();
	const locale = useLocale();
	const offered = useOfferedLanguages();
	const languages = useMemo(() => {
		const own = filter.language && filter.language !== unknownLanguage && !offered.some(({ value }) => value === filter.language) ? [filter.language] : [];
		return [
			...offered,
			...own.map((value) => ({ value, label: languageName(value, locale) ?? value })),
			{ value: unknownLanguage, label: t("filters.unknownLanguage") },
		];
	}, [offered, filter.language, locale, t]);
	const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
	return (
		<fieldset aria-label={t("filters.label")} className="flex flex-wrap items-center gap-1.5 px-4 pb-3">
			<FilterChoice
				name={t("filters.language")}
				any={t("filters.anyLanguage")}
				value={filter.language}
				options={languages}
				onChange={(language) => change({ language })}
			/>
			{(tags.length > 0 || filter.tag) && (
				<FilterChoice
					name={t("filters.tag")}
					any={t("filters.anyTag")}
					value={filter.tag}
					options={plain(filter.tag && !tags.includes(filter.tag) ? [...tags, filter.tag] : tags)}
					onChange={(tag) => change({ tag })}
				/>
			)}
			<FilterChoice
				name={t("filters.source")}
				any={t("filters.anySource")}
				value={filter.source}
				options={customerSources.map((value) => ({ value, label: t(`sources.${value}`) }))}
				onChange={(source) => change({ source: customerSources.find((known) => known === source) ?? null })}
			/>
			<span className="flex-1" />
			<FilterChoice
				name={t("sort.label")}
				value={filter.sort}
				options={customerSorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
				onChange={(sort) => change({ sort: customerSorts.find((known) => known === sort) ?? "newest" })}
			/>
		</fieldset>
	);
}
