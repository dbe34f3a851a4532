import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { formatBytes } from "@/lib/format";
import type { WebhookDetail } from "@/lib/webhooks/detail";

/** What was posted, as text and nothing but text. */
export function WebhookPayload({ webhook: { id, start, size, cut } }: { webhook: WebhookDetail }) {
	const t = useTranslations("webhooks");
	const locale = useLocale();
	const remark =
		size === 0 ? t("nothing") : start === null ? t("binary") : cut ? t("cut", { size: formatBytes(new TextEncoder().encode(start).length, locale) }) : null;
	return (
		<section aria-labelledby="payload" className="grid gap-2">
			<div className="flex flex-wrap items-center gap-2">
				<h2 id="payload" className="flex-1 font-semibold">
					{t("payload")}
				</h2>
				{/* A plain link: it answers a file, not a page. */}
				<Button asChild>
					<a href={`/settings/webhooks/${id}/payload`} download>
						<Download aria-hidden />
						{t("download")}
					</a>
				</Button>
			</div>
			{remark && <p className="text-muted text-sm">{remark}</p>}
			{start && <pre className="whitespace-pre-wrap rounded-xl border bg-card p-4 font-mono text-xs [overflow-wrap:anywhere]">{start}</pre>}
		</section>
	);
}
