"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export type FailedProps = { error: Error & { digest?: string }; retry: () => void };

/** In the place of what threw while being shown. The digest is what the server's log calls it. */
export function Failed({ error, retry }: FailedProps) {
	const t = useTranslations("failed");
	/** A part that is missing is missing until the page is loaded anew: which without a connection would leave nothing at all. */
	const again = () => (error.name === "ChunkLoadError" && navigator.onLine ? window.location.reload() : retry());
	return (
		<div role="alert" className="grid h-full min-h-80 place-content-center">
			<EmptyState
				whole
				icon={<TriangleAlert />}
				title={t("title")}
				action={
					<Button variant="solid" onClick={again}>
						{t("retry")}
					</Button>
				}
			>
				<p>{t(error.digest ? "text" : "here")}</p>
				{error.digest && <p className="mt-1 text-faint text-xs">{t("code", { code: error.digest })}</p>}
			</EmptyState>
		</div>
	);
}
