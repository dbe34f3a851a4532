import { Mail, MessageSquare } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { TroubledWebhook } from "@/lib/webhooks/queries";
import { ErrorText } from "./error-text";
import { ProcessAgain } from "./process-again";
import { WebhookFacts } from "./webhook-facts";
import { WebhookState } from "./webhook-state";

const icons = { resend: Mail, mime: Mail, imap: Mail, twilio: MessageSquare };

export function WebhookList({ webhooks }: { webhooks: TroubledWebhook[] }) {
	const t = useTranslations("webhooks");
	return (
		<ul aria-label={t("list")} className="divide-y overflow-hidden rounded-xl border bg-card">
			{webhooks.map((webhook) => {
				const Icon = icons[webhook.provider];
				const name = t("name", { provider: t(`providers.${webhook.provider}`), id: webhook.id });
				return (
					<li key={webhook.id} className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
						<Icon aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.75] text-mark" />
						<div className="grid min-w-0 flex-1 basis-56 gap-0.5">
							<div className="flex flex-wrap items-center gap-x-2 gap-y-1">
								<Link href={`/settings/webhooks/${webhook.id}`} className="font-medium hover:underline">
									{name}
								</Link>
								<WebhookState state={webhook.state} />
							</div>
							<WebhookFacts {...webhook} />
							{webhook.lastError && <ErrorText error={webhook.lastError} />}
						</div>
						<div className="max-sm:w-full max-sm:pl-7">
							<ProcessAgain webhookId={webhook.id} label={t("again")} named={t("againNamed", { name })} queued={t("queued")} />
						</div>
					</li>
				);
			})}
		</ul>
	);
}
