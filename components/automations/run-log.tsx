import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { refusalSentence } from "@/components/shell/refusal-sentence";
import { Tag } from "@/components/ui/tag";
import type { AutomationRun } from "@/db/schema";

const tones = { waiting: "neutral", running: "accent", done: "ok", failed: "danger", stopped: "warn", skipped: "neutral" } as const;
const known = ["conversationCap", "hourlyCap", "turnedOff", "overtaken", "unfilledVariables", "customerBlocked", "addressUndeliverable"] as const;

/** What it has done, the newest first. */
export function RunLog({ runs }: { runs: AutomationRun[] }) {
	const t = useTranslations("automations");
	const te = useTranslations("errors");
	/** A refusal has a sentence; what failed is named by its action. */
	function why({ state, error, errorDetail }: AutomationRun): string {
		if (state === "waiting") return t("runs.why.hourlyCapWaiting");
		const detail = errorDetail ?? "";
		const own = known.find((code) => code === error);
		if (own) return t(`runs.why.${own}`, { detail });
		const action = `actions.${error}` as "actions.webhook";
		return refusalSentence(te, error) ?? t("runs.why.other", { code: t.has(action) ? `${t(action)}:` : (error ?? ""), detail });
	}
	const format = useFormatter();
	return (
		<section className="grid grid-cols-1 gap-3 rounded-xl border bg-card p-4">
			<h2 className="font-semibold">{t("runs.title")}</h2>
			{runs.length === 0 && <p className="text-muted text-sm">{t("runs.none")}</p>}
			<ul className="grid grid-cols-1 gap-2.5">
				{runs.map((run) => (
					<li key={run.id} className="min-w-0 text-sm">
						<div className="flex flex-wrap items-center gap-1.5">
							<Tag tone={tones[run.state]}>{t(`runs.states.${run.state}`)}</Tag>
							{run.conversationId !== null ? (
								<Link href={`/inbox/${run.conversationId}`} className="rounded-sm underline">
									{t("runs.conversation", { id: String(run.conversationId) })}
								</Link>
							) : (
								run.customerId !== null && (
									<Link href={`/customers/${run.customerId}`} className="rounded-sm underline">
										{t("runs.customer", { id: String(run.customerId) })}
									</Link>
								)
							)}
						</div>
						<p className="text-muted text-xs">
							{format.dateTime(run.startedAt, { dateStyle: "medium", timeStyle: "short" })} · {t("runs.done", { count: run.steps.length })}
						</p>
						{run.error && <p className="break-words text-xs">{why(run)}</p>}
					</li>
				))}
			</ul>
		</section>
	);
}
