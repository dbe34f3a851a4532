"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Tag } from "@/components/ui/tag";
import { tryOut } from "@/lib/automations/actions";
import type { DryRun } from "@/lib/automations/dry-run";
import { type AutomationDraft, given } from "./use-save-automation";

/** What the form, kept or not, would do in a conversation that exists. */
export function DryRunPanel({ draft }: { draft: AutomationDraft }) {
	const t = useTranslations("automations");
	const [number, setNumber] = useState("");
	const [shown, setShown] = useState<DryRun | null>(null);
	const [run, running] = useAction(tryOut, setShown);
	function submit(event: FormEvent) {
		event.preventDefault();
		const { match, conditions, actions } = given(draft);
		run({ conversationId: Number(number), match, conditions, actions });
	}
	return (
		<section className="grid grid-cols-1 gap-3 rounded-xl border bg-card p-4">
			<div>
				<h2 className="font-semibold">{t("dry.title")}</h2>
				<p className="text-muted text-sm">{t("dry.text")}</p>
			</div>
			<form noValidate onSubmit={submit} className="grid grid-cols-1 gap-3">
				<Field label={t("dry.conversation")} hint={t("dry.hint")}>
					{(control) => <Input {...control} inputMode="numeric" value={number} maxLength={12} onChange={(event) => setNumber(event.target.value)} />}
				</Field>
				<Button type="submit" loading={running} disabled={!/^\d+$/.test(number)}>
					{t("dry.run")}
				</Button>
			</form>
			<div role="status">
				{shown && (
					<>
						<p className="mb-2 text-sm">{t(shown.met ? "dry.met" : "dry.notMet")}</p>
						<ol className="grid grid-cols-1 gap-2">
							{shown.met &&
								shown.actions.map((action, i) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: an answer, shown as it came.
									<li key={i} className="min-w-0 text-sm">
										<Tag tone={action.missing || action.gone ? "warn" : "ok"}>{t(`actions.${action.type}`)}</Tag>
										{action.text && <p className="mt-1 whitespace-pre-wrap break-words text-muted">{action.text}</p>}
										{action.missing && <p className="mt-1 text-note-text">{t("dry.stops", { names: action.missing })}</p>}
										{action.gone && <p className="mt-1 text-note-text">{t("dry.gone")}</p>}
									</li>
								))}
						</ol>
					</>
				)}
			</div>
		</section>
	);
}
