import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { SubmissionRow } from "@/lib/forms/queries";
import { ProcessAgain } from "./process-again";

const tones = { received: "accent", processed: "ok", failed: "danger", trapped: "warn" } as const;

/** What was sent, the newest first: the conversation it became, or what it says and why it is none. */
export function SubmissionList({ submissions }: { submissions: SubmissionRow[] }) {
	const t = useTranslations("forms.submissions");
	const format = useFormatter();
	return (
		<ul aria-label={t("title")} className="divide-y overflow-hidden rounded-xl border bg-card">
			{submissions.map(({ id, state, createdAt, conversationId, customerName, answers, lastError }) => (
				<li key={id} className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
					<div className="grid min-w-0 flex-1 basis-56 gap-1">
						<div className="flex flex-wrap items-center gap-2">
							<Tag tone={tones[state]}>{t(`states.${state}`)}</Tag>
							<time dateTime={createdAt.toISOString()} className="text-muted text-sm">
								{format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" })}
							</time>
						</div>
						{conversationId !== null && (
							<Link href={`/inbox/${conversationId}`} className="justify-self-start rounded-sm font-medium underline [overflow-wrap:anywhere]">
								{t("conversation", { name: customerName ?? "" })}
							</Link>
						)}
						{state === "processed" && conversationId === null && <p className="text-muted text-sm">{t("gone")}</p>}
						{answers.length > 0 && (
							<dl className="grid gap-0.5 text-sm">
								{answers.map(({ label, value }, i) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: answers stay in their order.
									<div key={i} className="[overflow-wrap:anywhere]">
										<dt className="inline text-muted">{label}: </dt>
										<dd className="inline whitespace-pre-wrap">{value.slice(0, 500)}</dd>
									</div>
								))}
							</dl>
						)}
						{lastError && <p className="text-danger-text text-xs [overflow-wrap:anywhere]">{lastError}</p>}
					</div>
					{state !== "processed" && (state !== "received" || lastError) && <ProcessAgain submissionId={id} named={t("againNamed", { id: String(id) })} />}
				</li>
			))}
		</ul>
	);
}
