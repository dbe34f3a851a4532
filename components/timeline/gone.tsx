"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** In the place of a conversation that somebody deleted while it was open. */
export function Gone() {
	const t = useTranslations("actions.gone");
	const { addressOf } = useListFilter();
	const list = (
		<Button asChild>
			<Link href={addressOf()}>{t("action")}</Link>
		</Button>
	);
	return (
		<div role="alert" className="grid flex-1 place-content-center">
			<EmptyState icon={<Trash2 />} title={t("title")} action={list}>
				{t("text")}
			</EmptyState>
		</div>
	);
}
