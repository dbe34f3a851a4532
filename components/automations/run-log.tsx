import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { AutomationRun } from "@/db/schema";

const tones = { running: "accent", done: "ok", failed: "danger", stopped: "warn", skipped: "neutral" } as const;
const known = ["conversationCap", "hourlyCap", "turnedOff", "unfilledVariables", "customerBlocked", "addressUndeliverable"] as const;

/** What it has done, the newest first. */
export function RunLog({ runs }: { runs: AutomationRun[] }) {
	const t = useTranslations("automations");
	const format = useFormatter();
	return (
		<section className="grid grid-cols-1 gap-3 rounded-xl border bg-card p-4">
			<h2 className="font-semibold">{t("runs.title")}</h2>
			{runs.length === 0 && <p className="text-muted text-sm">{t("runs.none")}</p>}
			<ul className="grid grid-cols-1 gap-2.5">
				{runs.map(({ id, state, conversationId, customerId, startedAt, steps, error, errorDetail }) => (
					<li key={id} className="min-w-0 text-sm">
						<div className="flex flex-wrap items-center gap-1.5">
							<Tag tone={tones[state]}>{t(`runs.states.${state}`)}</Tag>
							{conversationId !== null ? (
								<Link href={`/inbox/${conversationId}`} className="rounded-sm underline">
									{t("runs.conversation", { id: String(conversationId) })}
								</Link>
							) : (
								customerId !== null && (
									<Link href={`/customers/${customerId}`} className="rounded-sm underline">
										{t("runs.customer", { id: String(customerId) })}
									</Link>
								)
							)}
						</div>
						<p className="text-muted text-xs">
							{format.dateTime(startedAt, { dateStyle: "medium", timeStyle: "short" })} · {t("runs.done", { count: steps.length })}
						</p>
						{error && (
							<p className="break-words text-xs">
								{t(`runs.why.${known.find((code) => code === error) ?? "other"}`, { code: error, detail: errorDetail ?? "" })}
							</p>
						)}
					</li>
				))}
			</ul>
		</section>
	);
}
