import { useFormatter, useTranslations } from "next-intl";
import type { AuditAction } from "@/db/schema";
import type { AuditEntry } from "@/lib/audit/queries";

/** A table, and below its width a list: each line says the same. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
	const t = useTranslations("audit");
	const format = useFormatter();
	const cell = "px-4 py-2.5 align-top max-sm:block max-sm:px-0 max-sm:py-0.5";
	return (
		<div className="overflow-hidden rounded-xl border bg-card">
			<table className="w-full text-left text-sm" aria-label={t("list")}>
				<thead className="border-b bg-ground text-muted max-sm:sr-only">
					<tr>
						{(["when", "who", "what", "customer"] as const).map((column) => (
							<th key={column} scope="col" className="px-4 py-2.5 font-medium">
								{t(column)}
							</th>
						))}
					</tr>
				</thead>
				<tbody className="divide-y divide-line-soft">
					{entries.map((entry) => (
						<tr key={entry.id} className="max-sm:block max-sm:px-4 max-sm:py-2.5">
							<td className={`${cell} whitespace-nowrap text-muted tabular-nums`}>
								<time dateTime={entry.at.toISOString()}>{format.dateTime(entry.at, { dateStyle: "medium", timeStyle: "short" })}</time>
							</td>
							<td className={`${cell} font-medium`}>{entry.userName}</td>
							<td className={cell}>
								{t(`actions.${key(entry.action)}`)}
								<span className="block text-muted text-xs empty:hidden">
									{counted(entry)
										.map(([name, count]) => t(`counts.${name}`, { count }))
										.join(" · ")}
								</span>
							</td>
							<td className={cell}>{entry.customerName ?? t("gone", { id: entry.customerId })}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

const counted = ({ counts }: AuditEntry) =>
	(["messages", "notes", "files"] as const).map((name) => [name, counts[name] ?? 0] as const).filter(([, count]) => count > 0);

type Key<A> = A extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never;
/** Texts' names hold no dots. */
const key = (action: AuditAction) => action.replace(".", "_") as Key<AuditAction>;
