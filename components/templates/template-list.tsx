import { FileText, Folder } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { TemplateRow } from "@/lib/templates/queries";

/** One table a folder; those that stand in none come first, without a heading. */
export function TemplateList({ rows }: { rows: TemplateRow[] }) {
	const folders = [...new Set(rows.map(({ folder }) => folder))];
	return (
		<div className="grid grid-cols-1 gap-5">
			{folders.map((folder) => (
				<section key={folder} aria-label={folder || undefined}>
					{folder && (
						<h2 className="mb-1.5 flex items-center gap-1.5 font-semibold text-muted text-sm">
							<Folder aria-hidden className="size-4 stroke-[1.75]" />
							{folder}
						</h2>
					)}
					<ul className="overflow-hidden rounded-xl border bg-card">
						{rows
							.filter((row) => row.folder === folder)
							.map((row) => (
								<Row key={row.id} row={row} />
							))}
					</ul>
				</section>
			))}
		</div>
	);
}

function Row({ row: { id, name, channel, language, subject, preview, usedCount } }: { row: TemplateRow }) {
	const t = useTranslations("templates");
	const channels = useTranslations("common.channels");
	return (
		<li className="border-line-soft border-b last:border-0">
			<Link href={`/templates/${id}`} className="flex items-center gap-3 px-3.5 py-2.5 -outline-offset-2 transition-colors hover:bg-ground">
				<FileText aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
				<span className="min-w-0 flex-1">
					<span className="block truncate font-medium">{name}</span>
					<span className="block truncate text-muted text-sm">{[subject, preview.replace(/\s+/g, " ")].filter(Boolean).join(" — ")}</span>
				</span>
				<span className="w-24 shrink-0 text-right text-muted text-xs tabular-nums max-sm:hidden">{t("uses", { count: usedCount })}</span>
				<span className="flex w-28 shrink-0 justify-end gap-1 max-sm:w-auto">
					{channel && <Tag>{channels(channel)}</Tag>}
					{language && <Tag tone="accent">{language}</Tag>}
				</span>
			</Link>
		</li>
	);
}
