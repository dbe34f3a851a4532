"use client";

import { Plus, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { languageName } from "@/components/details/language-name";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type ConditionField, conditionFields, fieldNames, operators } from "@/lib/automations/schema";
import type { Choices } from "./choices";
import { type AutomationDraft, keyed } from "./use-save-automation";

type Condition = AutomationDraft["conditions"][number];
type Props = { conditions: Condition[]; choices: Choices; errors: Record<string, string[]>; onChange: (conditions: Condition[]) => void };

/** What has to hold: field, comparison, value. */
export function ConditionRows({ conditions, choices, errors, onChange }: Props) {
	const t = useTranslations("automations");
	const set = (key: number, part: Partial<Condition>) => onChange(conditions.map((one) => (one.key === key ? { ...one, ...part } : one)));
	return (
		<div className="grid grid-cols-1 gap-2">
			{conditions.length === 0 && <p className="text-muted text-sm">{t("noConditions")}</p>}
			{conditions.map((one, i) => {
				const field = one.field as ConditionField;
				const wrong = [...(errors[`conditions.${i}.value`] ?? []), ...(errors[`conditions.${i}.op`] ?? [])];
				return (
					<fieldset key={one.key} className="min-w-0">
						<legend className="sr-only">{t("conditionNumber", { number: i + 1 })}</legend>
						<div className="flex items-center gap-2">
							<div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-3">
								<Select
									aria-label={t("field")}
									value={field}
									onChange={(event) => {
										const next = event.target.value as ConditionField;
										set(one.key, { field: next, op: operators[conditionFields[next]][0], value: conditionFields[next] === "yes" ? "yes" : "" });
									}}
								>
									{fieldNames.map((name) => (
										<option key={name} value={name}>
											{t(`fields.${name}`)}
										</option>
									))}
								</Select>
								<Select aria-label={t("operator")} value={one.op} onChange={(event) => set(one.key, { op: event.target.value })}>
									{operators[conditionFields[field]].map((op) => (
										<option key={op} value={op}>
											{t(`ops.${op}`)}
										</option>
									))}
								</Select>
								<Value field={field} value={one.value} choices={choices} invalid={wrong.length > 0} onChange={(value) => set(one.key, { value })} />
							</div>
							<IconButton label={t("removeCondition", { number: i + 1 })} onClick={() => onChange(conditions.filter(({ key }) => key !== one.key))}>
								<X aria-hidden />
							</IconButton>
						</div>
						{wrong.length > 0 && <p className="mt-1 text-danger-text text-xs">{wrong.join(" ")}</p>}
					</fieldset>
				);
			})}
			<div>
				<Button size="sm" onClick={() => onChange([...conditions, keyed({ field: "subject", op: "contains", value: "" })])}>
					<Plus aria-hidden />
					{t("addCondition")}
				</Button>
			</div>
		</div>
	);
}

type ValueProps = { field: ConditionField; value: string; choices: Choices; invalid: boolean; onChange: (value: string) => void };
const languages = ["es", "en", "it", "fr", "de", "pt", "ca"];
const sources = ["inbound", "operator", "form", "automation", "chatbot", "api"] as const;

function Value({ field, value, choices, invalid, onChange }: ValueProps) {
	const t = useTranslations("automations");
	const tc = useTranslations("common");
	const locale = useLocale();
	const offered: Partial<Record<ConditionField, { value: string; label: string }[]>> = {
		channel: (["email", "sms", "whatsapp", "chat"] as const).map((channel) => ({ value: channel, label: tc(`channels.${channel}`) })),
		inbox: choices.inboxes,
		source: sources.map((source) => ({ value: source, label: t(`sources.${source}`) })),
		language: languages.map((language) => ({ value: language, label: languageName(language, locale) ?? language })),
		tag: choices.tags,
		flagged: [
			{ value: "yes", label: t("yes") },
			{ value: "no", label: t("no") },
		],
		assigned: [
			{ value: "yes", label: t("yes") },
			{ value: "no", label: t("no") },
		],
	};
	const list = offered[field];
	const common = { "aria-label": t("value"), "aria-invalid": invalid || undefined, value };
	if (!list) return <Input {...common} maxLength={200} autoComplete="off" onChange={(event) => onChange(event.target.value)} />;
	return (
		<Select {...common} onChange={(event) => onChange(event.target.value)}>
			<option value="">{t("choose")}</option>
			{list.map((one) => (
				<option key={one.value} value={one.value}>
					{one.label}
				</option>
			))}
		</Select>
	);
}
