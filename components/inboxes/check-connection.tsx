"use client";

import { CircleAlert, CircleCheck, PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { check } from "@/lib/inboxes/actions";
import type { Checked } from "@/lib/inboxes/check";
import { type InboxDraft, mailboxOf } from "./inbox-draft";

type Props = { id: number | null; draft: InboxDraft; onFolder: (folder: string) => void };

/** Signs in to both servers with what is in the form, and says what each of them answered. */
export function CheckConnection({ id, draft, onFolder }: Props) {
	const t = useTranslations("inboxes");
	const tc = useTranslations("common");
	const [outcome, setOutcome] = useState<Checked | { error: string } | null>(null);
	const [pending, start] = useTransition();
	const run = () =>
		start(async () => {
			setOutcome(null);
			const result = await answered(check({ id, mailbox: mailboxOf(draft) }));
			if (result?.ok) setOutcome(result.data);
			else setOutcome({ error: Object.values(result?.fields ?? {})[0]?.[0] ?? result?.error ?? tc("actionFailed") });
		});
	return (
		<div className="grid gap-2">
			<Button onClick={run} loading={pending} className="justify-self-start">
				<PlugZap aria-hidden />
				{t("form.check")}
			</Button>
			<div role="status" className="grid gap-1 text-sm empty:hidden">
				{outcome && "error" in outcome && <Line wrong>{outcome.error}</Line>}
				{outcome && !("error" in outcome) && !outcome.imap && !outcome.smtp && <Line>{t("form.works")}</Line>}
				{outcome && !("error" in outcome) && outcome.imap && <Line wrong>{t("form.readTrouble", { reason: reason(outcome.imap) })}</Line>}
				{outcome && !("error" in outcome) && outcome.smtp && <Line wrong>{t("form.sendTrouble", { reason: reason(outcome.smtp) })}</Line>}
			</div>
			{outcome && !("error" in outcome) && outcome.folders.length > 1 && (
				<div className="flex flex-wrap gap-1.5">
					{outcome.folders.slice(0, 40).map((folder) => (
						<Chip key={folder} on={folder === draft.folder} onClick={() => onFolder(folder)}>
							{folder}
						</Chip>
					))}
				</div>
			)}
		</div>
	);

	function reason({ trouble, detail }: NonNullable<Checked["imap"]>): string {
		return `${t(`trouble.${trouble}`)} (${detail})`;
	}
}

function Line({ wrong = false, children }: { wrong?: boolean; children: string }) {
	const Icon = wrong ? CircleAlert : CircleCheck;
	return (
		<p className={`flex items-start gap-2 ${wrong ? "text-danger-text" : "text-ok-text"}`}>
			<Icon aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.75]" />
			<span className="[overflow-wrap:anywhere]">{children}</span>
		</p>
	);
}
