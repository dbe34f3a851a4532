import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditTable } from "@/components/audit/audit-table";
import { EmptyState } from "@/components/ui/empty-state";
import { OlderPages } from "@/components/ui/older-pages";
import { listAudit } from "@/lib/audit/queries";
import { requireAdmin } from "@/lib/auth/session";
import { parseId } from "@/lib/id-route";

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("audit"))("title") };
}

type Props = { searchParams: Promise<{ before?: string | string[] }> };

/** What was done for good, newest first. `?before=` an id: the page that ends before it. */
export default async function AuditPage({ searchParams }: Props) {
	await requireAdmin();
	const { before: given } = await searchParams;
	const before = parseId(typeof given === "string" ? given : null);
	const [found, t] = await Promise.all([listAudit(before ?? undefined, pageSize + 1), getTranslations("audit")]);
	const entries = found.slice(0, pageSize);
	const last = found.length > pageSize ? (entries.at(-1)?.id ?? null) : null;
	return (
		<div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6">
			<header>
				<h1 className="font-semibold text-xl">{t("title")}</h1>
				<p className="max-w-prose text-muted">{t("text")}</p>
			</header>
			{entries.length > 0 ? (
				<AuditTable entries={entries} />
			) : (
				<EmptyState icon={<ScrollText />} title={t("emptyTitle")} className="rounded-xl border bg-card">
					{t("emptyText")}
				</EmptyState>
			)}
			<OlderPages path="/settings/audit" before={before} last={last} />
		</div>
	);
}
