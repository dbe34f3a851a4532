import { CheckCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { OlderPages } from "@/components/ui/older-pages";
import { WebhookList } from "@/components/webhooks/webhook-list";
import { requireAdmin } from "@/lib/auth/session";
import { parseId } from "@/lib/id-route";
import { listTroubledWebhooks } from "@/lib/webhooks/queries";

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("webhooks"))("title") };
}

type Props = { searchParams: Promise<{ before?: string | string[] }> };

/** What came in and could not be processed, newest first. `?before=` an id: the page that ends before it. */
export default async function WebhooksPage({ searchParams }: Props) {
	await requireAdmin();
	const { before: given } = await searchParams;
	const before = parseId(typeof given === "string" ? given : null);
	const [found, t] = await Promise.all([listTroubledWebhooks(before ?? undefined, pageSize + 1), getTranslations("webhooks")]);
	const webhooks = found.slice(0, pageSize);
	const last = found.length > pageSize ? (webhooks.at(-1)?.id ?? null) : null;
	const empty = before ? "emptyPage" : "empty";
	return (
		<div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
			<header>
				<h1 className="font-semibold text-xl">{t("title")}</h1>
				<p className="max-w-prose text-muted">{t("text")}</p>
			</header>
			{webhooks.length > 0 ? (
				<WebhookList webhooks={webhooks} />
			) : (
				<EmptyState icon={<CheckCheck />} title={t(`${empty}.title`)} className="rounded-xl border bg-card">
					{t(`${empty}.text`)}
				</EmptyState>
			)}
			<OlderPages path="/settings/webhooks" before={before} last={last} />
		</div>
	);
}
