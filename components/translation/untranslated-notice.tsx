"use client";

import { TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import { retryFailed } from "@/lib/translation/actions";
import type { Untranslated } from "@/lib/translation/failed";

/** What could not be translated, why, and another try for all of it. */
export function UntranslatedNotice({ count, more, reason }: Omit<Untranslated, "failure"> & { reason: string }) {
	const t = useTranslations("translation");
	const toast = useToast();
	const router = useRouter();
	const [retry, retrying] = useAction(retryFailed, ({ count }) => {
		toast(t("retried", { count }));
		router.refresh();
	});
	return (
		<div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border bg-note-fill px-4 py-3 text-note-text">
			<TriangleAlert aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
			<p className="min-w-48 flex-1 text-sm">
				<b className="font-semibold">{t(more ? "failedMany" : "failed", { count })}.</b> {reason}
			</p>
			<Button loading={retrying} onClick={() => retry({})}>
				{t("retry")}
			</Button>
		</div>
	);
}
