import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { Webhook } from "@/db/schema";
import { formatBytes } from "@/lib/format";

type Props = Pick<Webhook, "createdAt" | "attempts"> & { size: number };

/** When it came, how often it was tried, how large it is. */
export function WebhookFacts({ createdAt, attempts, size }: Props) {
	const t = useTranslations("webhooks");
	const format = useFormatter();
	const locale = useLocale();
	return (
		<p className="text-muted text-sm tabular-nums">
			<time dateTime={createdAt.toISOString()}>{format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "medium" })}</time>
			{` · ${t("attempts", { count: attempts })} · ${formatBytes(size, locale)}`}
		</p>
	);
}
