import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BlockedList } from "@/components/customers/blocked-list";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAdmin } from "@/lib/auth/session";
import { listBlocked } from "@/lib/customers/blocked";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("blocked"))("title") };
}

export default async function BlockedPage() {
	await requireAdmin();
	const [customers, t] = await Promise.all([listBlocked(), getTranslations("blocked")]);
	return (
		<div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
			<header>
				<h1 className="font-semibold text-xl">{t("title")}</h1>
				<p className="max-w-prose text-muted">{t("text")}</p>
			</header>
			{customers.length > 0 ? (
				<BlockedList customers={customers} />
			) : (
				<EmptyState icon={<ShieldCheck />} title={t("emptyTitle")} className="rounded-xl border bg-card">
					{t("emptyText")}
				</EmptyState>
			)}
		</div>
	);
}
