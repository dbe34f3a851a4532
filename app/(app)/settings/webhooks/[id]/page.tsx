import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/components/ui/back-link";
import { ErrorText } from "@/components/webhooks/error-text";
import { ProcessAgain } from "@/components/webhooks/process-again";
import { WebhookFacts } from "@/components/webhooks/webhook-facts";
import { WebhookPayload } from "@/components/webhooks/webhook-payload";
import { WebhookRequest } from "@/components/webhooks/webhook-request";
import { WebhookState } from "@/components/webhooks/webhook-state";
import { requireAdmin } from "@/lib/auth/session";
import { parseId } from "@/lib/id-route";
import { webhookDetail } from "@/lib/webhooks/detail";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("webhooks"))("title") };
}

export default async function WebhookPage({ params }: { params: Promise<{ id: string }> }) {
	await requireAdmin();
	const id = parseId((await params).id);
	const [webhook, t] = await Promise.all([id === null ? null : webhookDetail(id), getTranslations("webhooks")]);
	if (!webhook) notFound();
	const name = t("name", { provider: t(`providers.${webhook.provider}`), id: webhook.id });
	return (
		<div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-6 p-4 lg:p-6">
			<header className="grid gap-2">
				<BackLink href="/settings/webhooks">{t("back")}</BackLink>
				<div className="flex flex-wrap items-center gap-2">
					<h1 className="font-semibold text-xl">{name}</h1>
					<WebhookState state={webhook.state} />
					<span className="flex-1" />
					{webhook.state !== "processed" && <ProcessAgain webhookId={webhook.id} label={t("again")} named={t("againNamed", { name })} queued={t("queued")} />}
				</div>
				<WebhookFacts {...webhook} />
			</header>
			{webhook.lastError && (
				<section aria-labelledby="error" className="grid gap-2">
					<h2 id="error" className="font-semibold">
						{t("error")}
					</h2>
					<ErrorText error={webhook.lastError} />
				</section>
			)}
			<WebhookRequest webhook={webhook} />
			<WebhookPayload webhook={webhook} />
		</div>
	);
}
