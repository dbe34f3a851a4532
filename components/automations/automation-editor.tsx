"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FormError } from "@/components/composer/form-error";
import { useAction } from "@/components/shell/use-action";
import { useUnsaved } from "@/components/shell/use-unsaved";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import { remove } from "@/lib/automations/actions";
import type { AutomationDetails } from "@/lib/automations/queries";
import { ActionRows } from "./action-rows";
import type { Choices } from "./choices";
import { ConditionRows } from "./condition-rows";
import { DryRunPanel } from "./dry-run-panel";
import { TriggerFields } from "./trigger-fields";
import { useSaveAutomation } from "./use-save-automation";

type Props = { automation: AutomationDetails | null; choices: Choices; children?: ReactNode };

/** When, if, then; beside it what it would do, and (`children`) what it has done. */
export function AutomationEditor({ automation, choices, children }: Props) {
	const t = useTranslations("automations");
	const router = useRouter();
	const toast = useToast();
	const { draft, change, save, saving, refused, unsaved } = useSaveAutomation(automation);
	const question = useUnsaved(unsaved && !saving);
	const [sure, setSure] = useState(false);
	const [take, taking] = useAction(remove, () => {
		toast(t("deleted"));
		router.push("/automations");
	});
	const errors = refused?.fields ?? {};
	return (
		<div className="mx-auto grid w-full max-w-6xl grid-cols-1 gap-4 p-4 lg:p-6">
			{question}
			<header className="flex flex-wrap items-center gap-2">
				<div className="min-w-0 flex-1">
					<BackLink href="/automations">{t("back")}</BackLink>
					<h1 className="truncate font-semibold text-xl">{automation?.name ?? t("newTitle")}</h1>
				</div>
				{automation && (
					<Button variant="danger-ghost" loading={taking} onClick={() => (sure ? take({ automationId: automation.id }) : setSure(true))}>
						<Trash2 aria-hidden />
						{t(sure ? "deleteSure" : "delete")}
					</Button>
				)}
			</header>
			<div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,340px)]">
				<form
					noValidate
					onSubmit={(event) => {
						event.preventDefault();
						save();
					}}
					className="grid grid-cols-1 gap-5 rounded-xl border bg-card p-4"
				>
					<Field label={t("name")} error={errors.name}>
						{(control) => (
							<Input {...control} value={draft.name} maxLength={120} autoComplete="off" onChange={(event) => change({ name: event.target.value })} />
						)}
					</Field>
					<Part title={t("whenTitle")}>
						<TriggerFields trigger={draft.trigger} choices={choices} errors={errors} onChange={(trigger) => change({ trigger })} />
					</Part>
					<Part title={t("ifTitle")}>
						{draft.conditions.length > 1 && (
							<Select aria-label={t("matchLabel")} value={draft.match} onChange={(event) => change({ match: event.target.value === "any" ? "any" : "all" })}>
								<option value="all">{t("match.all")}</option>
								<option value="any">{t("match.any")}</option>
							</Select>
						)}
						<ConditionRows conditions={draft.conditions} choices={choices} errors={errors} onChange={(conditions) => change({ conditions })} />
					</Part>
					<Part title={t("thenTitle")}>
						<ActionRows actions={draft.actions} choices={choices} errors={errors} onChange={(actions) => change({ actions })} />
						{automation && draft.actions.some(({ type }) => type === "webhook") && (
							<p className="break-all text-muted text-xs">
								{t("secret")} <code>{automation.secret}</code>
							</p>
						)}
					</Part>
					<Field label={t("cap")} error={errors.hourlyCap}>
						{(control) => (
							<Input
								{...control}
								type="number"
								min={1}
								max={1000}
								value={draft.hourlyCap || ""}
								onChange={(event) => change({ hourlyCap: Number(event.target.value) })}
							/>
						)}
					</Field>
					<FormError>{refused?.error ?? null}</FormError>
					<div className="flex justify-end">
						<Button type="submit" variant="solid" loading={saving}>
							{t("save")}
						</Button>
					</div>
				</form>
				<div className="grid grid-cols-1 gap-5">
					<DryRunPanel draft={draft} />
					{children}
				</div>
			</div>
		</div>
	);
}

function Part({ title, children }: { title: string; children: ReactNode }) {
	return (
		<section className="grid grid-cols-1 gap-2.5">
			<h2 className="font-semibold">{title}</h2>
			{children}
		</section>
	);
}
