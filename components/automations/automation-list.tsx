"use client";

import { ChevronDown, ChevronUp, Zap } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";
import { enable, order } from "@/lib/automations/actions";
import type { AutomationRow } from "@/lib/automations/queries";

/** In the order in which they run: each with its switch, and moved by buttons. */
export function AutomationList({ rows }: { rows: AutomationRow[] }) {
	const t = useTranslations("automations");
	const tc = useTranslations("common");
	const format = useFormatter();
	const router = useRouter();
	const toast = useToast();
	const [shown, show] = useOptimistic(rows);
	const [, begin] = useTransition();

	function change(next: AutomationRow[], door: () => Promise<ActionResult>, said?: string) {
		begin(async () => {
			show(next);
			const result = await answered(door());
			if (!result?.ok) toast(result?.error ?? tc("actionFailed"), { failed: true });
			else if (said) toast(said);
			router.refresh();
		});
	}
	function move(index: number, by: number) {
		const next = shown.filter((_, i) => i !== index);
		const moved = shown[index];
		if (!moved) return;
		next.splice(index + by, 0, moved);
		change(next, () => order({ automationIds: next.map(({ id }) => id) }));
	}
	return (
		<ul className="overflow-hidden rounded-xl border bg-card">
			{shown.map((row, i) => (
				<li key={row.id} className="flex items-center gap-2 border-line-soft border-b px-3.5 py-2.5 last:border-0">
					<Link href={`/automations/${row.id}`} className="flex min-w-0 flex-1 items-center gap-3 rounded-md">
						<Zap aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
						<span className="min-w-0">
							<span className="block truncate font-medium">{row.name}</span>
							<span className="block text-muted text-sm">
								{t(`triggers.${row.trigger.type}`)} → {row.actions.map(({ type }) => t(`actions.${type}`)).join(", ")}
							</span>
							<span className="block text-muted text-xs">
								{row.lastRun ? t("lastRun", { date: format.dateTime(new Date(row.lastRun), { dateStyle: "medium", timeStyle: "short" }) }) : t("never")}
							</span>
						</span>
					</Link>
					<span className="flex shrink-0 max-sm:flex-col">
						<IconButton label={t("up", { name: row.name })} disabled={i === 0} onClick={() => move(i, -1)}>
							<ChevronUp aria-hidden />
						</IconButton>
						<IconButton label={t("down", { name: row.name })} disabled={i === shown.length - 1} onClick={() => move(i, 1)}>
							<ChevronDown aria-hidden />
						</IconButton>
					</span>
					<Switch
						checked={row.enabled}
						aria-label={t("enabled", { name: row.name })}
						onCheckedChange={(enabled) =>
							change(
								shown.map((other) => (other.id === row.id ? { ...other, enabled } : other)),
								() => enable({ automationId: row.id, enabled }),
								t(enabled ? "on" : "off", { name: row.name }),
							)
						}
					/>
				</li>
			))}
		</ul>
	);
}
