"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export type FailedProps = { error: Error & { digest?: string }; reset: () => void };

/** In the place of what threw while being shown. The digest is what the server's log calls it. */
export function Failed({ error, reset }: FailedProps) {
	const t = useTranslations("common");
	return (
		<div role="alert" className="grid h-full min-h-80 place-content-center">
			<EmptyState
				whole
				icon={<TriangleAlert />}
				title={t("failed.title")}
				action={
					<Button variant="solid" onClick={reset}>
						{t("retry")}
					</Button>
				}
			>
				<p>{t("failed.text")}</p>
				{error.digest && <p className="mt-1 text-faint text-xs">{t("failed.code", { code: error.digest })}</p>}
			</EmptyState>
		</div>
	);
}
