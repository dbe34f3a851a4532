import { useTranslations } from "next-intl";
import type { WebhookDetail } from "@/lib/webhooks/detail";

/** The address it was posted to, and its headers. */
export function WebhookRequest({ webhook: { url, headers } }: { webhook: WebhookDetail }) {
	const t = useTranslations("webhooks");
	const rows = [{ name: t("address"), value: url }, ...headers];
	return (
		<section aria-labelledby="headers" className="grid gap-2">
			<h2 id="headers" className="font-semibold">
				{t("headers")}
			</h2>
			<dl className="divide-y overflow-hidden rounded-xl border bg-card text-sm">
				{rows.map(({ name, value }) => (
					<div key={name} className="grid gap-x-4 px-4 py-1.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
						<dt className="text-muted [overflow-wrap:anywhere]">{name}</dt>
						<dd className="min-w-0 [overflow-wrap:anywhere]">{value ?? <span className="text-muted">•••••• ({t("hidden")})</span>}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
