"use client";

import { ClipboardList } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { Switch } from "@/components/ui/switch";
import { Tag } from "@/components/ui/tag";
import { useToast } from "@/components/ui/use-toast";
import { enable } from "@/lib/forms/actions";
import type { FormRow } from "@/lib/forms/queries";
import { languageNames } from "@/lib/i18n/language";
import { FormMenu } from "./form-menu";

/** Every form with its switch, and how many of what it brought somebody has to look at. `origin`: what its public address begins with. */
export function FormList({ rows, origin }: { rows: FormRow[]; origin: string }) {
	const t = useTranslations("forms");
	const tc = useTranslations("common");
	const format = useFormatter();
	const router = useRouter();
	const toast = useToast();
	const [shown, show] = useOptimistic(rows);
	const [, begin] = useTransition();
	function turn(row: FormRow, enabled: boolean) {
		begin(async () => {
			show(shown.map((one) => (one.id === row.id ? { ...one, enabled } : one)));
			const result = await answered(enable({ formId: row.id, enabled }));
			if (!result?.ok) toast(result?.error ?? tc("actionFailed"), { failed: true });
			else toast(t(enabled ? "on" : "off", { name: row.name }));
			router.refresh();
		});
	}
	return (
		<ul aria-label={t("title")} className="overflow-hidden rounded-xl border bg-card">
			{shown.map((row) => (
				<li key={row.id} className="flex items-center gap-2 border-line-soft border-b px-3.5 py-2.5 last:border-0">
					<ClipboardList aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark max-sm:hidden" />
					<div className="min-w-0 flex-1">
						<Link href={`/settings/forms/${row.id}`} className="block truncate rounded-sm py-0.5 font-medium hover:underline">
							{row.name}
						</Link>
						<p className="text-muted text-xs leading-6">
							{languageNames[row.language]} ·{" "}
							<Link href={`/settings/forms/${row.id}/submissions`} className="inline-block min-w-6 rounded-sm underline">
								{row.lastAt ? t("last", { date: format.dateTime(new Date(row.lastAt), { dateStyle: "medium", timeStyle: "short" }) }) : t("never")}
							</Link>
						</p>
					</div>
					{row.failed > 0 && <Tag tone="danger">{t("failed", { count: row.failed })}</Tag>}
					{row.archived ? (
						<Tag>{t("archived")}</Tag>
					) : (
						<Switch aria-label={t("enabled", { name: row.name })} checked={row.enabled} onCheckedChange={(enabled) => turn(row, enabled)} />
					)}
					<FormMenu form={row} address={`${origin}/forms/${row.publicId}`} />
				</li>
			))}
		</ul>
	);
}
