"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/shell/use-format";
import type { ListedRun } from "@/lib/chatbots/queries";
import { cn } from "@/lib/utils";

const reasons = ["blocked", "paused", "disabled", "answered", "spam", "hourCap", "conversationCap", "replaced", "lost", "noAnswer"] as const;

/** What it did of late: what set it off, what it said, how it ended. */
export function RunList({ runs }: { runs: ListedRun[] }) {
	const t = useTranslations("chatbots");
	const { moment } = useFormat();
	const why = (error: string) => {
		const known = reasons.find((reason) => reason === error);
		return known ? t(`reasons.${known}`) : error;
	};
	return (
		<section aria-labelledby="runs" className="overflow-hidden rounded-xl border bg-card">
			<h2 id="runs" className="border-line-soft border-b px-4 py-3 font-semibold text-sm">
				{t("runs")}
			</h2>
			{runs.length === 0 && <p className="px-4 py-6 text-center text-muted text-sm">{t("noRuns")}</p>}
			<ul className="divide-y divide-line-soft">
				{runs.map((run) => (
					<li key={run.id} className="grid gap-1 px-4 py-3 text-sm">
						<div className="flex flex-wrap items-baseline gap-x-3">
							<Link href={`/inbox/${run.conversationId}`} className="font-medium hover:underline">
								{run.customerName}
							</Link>
							<span className={cn("text-xs", run.state === "failed" ? "text-danger-text" : "text-muted")}>{t(`states.${run.state}`)}</span>
							<span className="text-muted text-xs">{t(`triggers.${run.trigger}`)}</span>
							<time dateTime={run.startedAt} className="ml-auto text-muted text-xs tabular-nums">
								{moment(run.startedAt)}
							</time>
						</div>
						{run.error && <p className="text-muted text-xs [overflow-wrap:anywhere]">{why(run.error)}</p>}
						{run.steps.length > 0 && (
							<ol className="list-inside list-decimal text-muted text-xs [overflow-wrap:anywhere]">
								{run.steps.map((step) => (
									<li key={`${step.at}${step.messageId}${step.did}`}>
										{t(`steps.${step.did as "say"}`)}
										{step.text && `: ${step.text}`}
									</li>
								))}
							</ol>
						)}
					</li>
				))}
			</ul>
		</section>
	);
}
