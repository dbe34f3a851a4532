import { FileText, SearchX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewTemplate } from "@/components/templates/new-template";
import { TemplateFilters } from "@/components/templates/template-filters";
import { TemplateList } from "@/components/templates/template-list";
import { TransferButtons } from "@/components/templates/transfer-buttons";
import { EmptyState } from "@/components/ui/empty-state";
import { requireUser } from "@/lib/auth/session";
import { parseTemplateFilter } from "@/lib/templates/filter";
import { listTemplates, templateFacets } from "@/lib/templates/queries";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("templates"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** All templates, by folder. The filter lives in the address. */
export default async function TemplatesPage({ searchParams }: Props) {
	await requireUser();
	const given = Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []));
	const filter = parseTemplateFilter(new URLSearchParams(given));
	const [{ rows, more }, facets, t] = await Promise.all([listTemplates(filter), templateFacets(), getTranslations("templates")]);
	const nothing = facets.active + facets.archived === 0;
	return (
		<div className="mx-auto grid w-full max-w-5xl grid-cols-1 gap-4 p-4 lg:p-6">
			<header className="flex flex-wrap items-center gap-2">
				<h1 className="grow font-semibold text-xl max-sm:basis-full">
					{t("heading")} <span className="font-normal text-faint text-sm tabular-nums">{facets.active}</span>
				</h1>
				<TransferButtons canExport={facets.active > 0} />
				<NewTemplate />
			</header>
			<TemplateFilters filter={filter} folders={facets.folders} languages={facets.languages} archived={facets.archived} />
			{rows.length > 0 ? (
				<TemplateList rows={rows} />
			) : (
				<EmptyState
					icon={nothing ? <FileText /> : <SearchX />}
					title={t(nothing ? "empty.title" : "empty.noneTitle")}
					action={nothing ? <NewTemplate /> : undefined}
					className="rounded-xl border bg-card"
				>
					{t(nothing ? "empty.text" : "empty.noneText")}
				</EmptyState>
			)}
			{more && <p className="text-center text-muted text-sm">{t("more", { count: rows.length })}</p>}
		</div>
	);
}
