"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Comes with the list: without a connection it could not be loaded. */
export function ListFailed({ onRetry }: { onRetry: () => void }) {
	const t = useTranslations("inbox.failed");
	const retry = useTranslations("common")("retry");
	return (
		<div role="alert">
			<EmptyState icon={<CircleAlert />} title={t("title")} action={<Button onClick={onRetry}>{retry}</Button>}>
				{t("text")}
			</EmptyState>
		</div>
	);
}
