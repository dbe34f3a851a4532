"use client";

import { CircleAlert, SearchX, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CustomerFilter } from "@/lib/customers/filter";
import { isCustomerFiltered } from "./use-customer-filter";

/** Why there is nobody, and the way on. */
export function CustomersEmpty({ filter, onShowAll }: { filter: CustomerFilter; onShowAll: () => void }) {
	const t = useTranslations("customers");
	if (!isCustomerFiltered(filter)) {
		return (
			<EmptyState icon={<Users />} title={t("empty.title")}>
				{t("empty.text")}
			</EmptyState>
		);
	}
	return (
		<EmptyState icon={<SearchX />} title={t("empty.filteredTitle")} action={<Button onClick={onShowAll}>{t("filters.clear")}</Button>}>
			{t("empty.filteredText")}
		</EmptyState>
	);
}

export function CustomersFailed({ onRetry }: { onRetry: () => void }) {
	const t = useTranslations("customers.failed");
	const retry = useTranslations("common")("retry");
	return (
		<div role="alert">
			<EmptyState icon={<CircleAlert />} title={t("title")} action={<Button onClick={onRetry}>{retry}</Button>}>
				{t("text")}
			</EmptyState>
		</div>
	);
}
