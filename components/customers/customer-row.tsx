"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import { languageName } from "@/components/details/language-name";
import { useFormat } from "@/components/shell/use-format";
import { Avatar } from "@/components/ui/avatar";
import { Tag } from "@/components/ui/tag";
import type { CustomerRow } from "@/lib/customers/list";
import { cn } from "@/lib/utils";

/** One column on a phone, six where there is room. */
export const columns =
	"grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 @3xl:grid-cols-[minmax(0,1.5fr)_minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,0.7fr)_minmax(0,0.7fr)_minmax(0,0.7fr)]";

type Props = { row: CustomerRow; index: number; style: CSSProperties };

export const CustomerRowView = memo(function CustomerRowView({ row, index, style }: Props) {
	const t = useTranslations("customers");
	const format = useFormat();
	const language = languageName(row.language, useLocale());
	const reached = [row.email, row.phone].filter(Boolean).join(" · ");
	const wide = "truncate text-muted text-sm @max-3xl:hidden";
	return (
		<tr
			aria-rowindex={index + 2}
			style={style}
			className={cn(columns, "absolute inset-x-0 border-line-soft border-b transition-colors hover:bg-fill has-[a:focus-visible]:bg-fill")}
		>
			<td className="flex min-w-0 items-center gap-3">
				<Avatar id={row.id} name={row.name} src={row.avatar} size={30} />
				<div className="min-w-0">
					{/* The whole row is the link. */}
					<Link href={`/customers/${row.id}`} className="block truncate font-medium after:absolute after:inset-0">
						{row.name}
					</Link>
					<span className="block truncate text-muted text-xs @3xl:hidden">{reached || row.company}</span>
					<span className="flex items-center gap-1.5 truncate text-muted text-xs @max-3xl:hidden">
						{row.company && <span className="truncate">{row.company}</span>}
						{row.tags.slice(0, 2).map((tag) => (
							<Tag key={tag} className="h-4 max-w-32 truncate text-2xs">
								{tag}
							</Tag>
						))}
						{row.tags.length > 2 && <span>+{row.tags.length - 2}</span>}
					</span>
				</div>
			</td>
			<td className={wide}>{row.email ?? <Nothing />}</td>
			<td className={cn(wide, "tabular-nums")}>{row.phone ?? <Nothing />}</td>
			<td className={wide}>{language ?? <Nothing />}</td>
			<td className={cn(wide, "tabular-nums")}>
				<time dateTime={row.since} title={format.full(row.since)}>
					{format.shortDate(row.since)}
				</time>
			</td>
			<td className="text-right text-sm tabular-nums">
				<span title={t("conversationsOf", { count: row.conversations })}>{row.conversations > 99 ? t("manyConversations") : row.conversations}</span>
			</td>
		</tr>
	);
});

function Nothing() {
	const none = useTranslations("customers")("none");
	return (
		<>
			<span aria-hidden>—</span>
			<span className="sr-only">{none}</span>
		</>
	);
}
