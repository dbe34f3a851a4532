"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ListSkeleton } from "./list-skeleton";
import type { ListSnapshot } from "./list-store";

/** Below the last row: the next page on its way, or why it is not. */
export function ListEnd({ more, onRetry }: { more: ListSnapshot["more"]; onRetry: () => void }) {
	const t = useTranslations("inbox");
	const retry = useTranslations("common")("retry");
	if (more === "loading") return <ListSkeleton rows={3} label={t("loadingMore")} />;
	if (more !== "failed") return null;
	return (
		<div role="alert" className="flex items-center justify-center gap-3 px-4 py-5 text-muted text-sm">
			{t("failed.more")}
			<Button size="sm" onClick={onRetry}>
				{retry}
			</Button>
		</div>
	);
}
