"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { AutomationTrigger } from "@/db/schema";
import type { Choices } from "./choices";

type Props = { trigger: AutomationTrigger; choices: Choices; errors: Record<string, string[]>; onChange: (trigger: AutomationTrigger) => void };

const blank: { [T in AutomationTrigger["type"]]: AutomationTrigger } = {
	message_received: { type: "message_received" },
	conversation_created: { type: "conversation_created" },
	unanswered: { type: "unanswered", hours: 4 },
	customer_created: { type: "customer_created" },
	customer_tagged: { type: "customer_tagged", tag: null },
	form_submitted: { type: "form_submitted", formId: null },
	archived: { type: "archived" },
};
const types = Object.keys(blank) as AutomationTrigger["type"][];

/** What sets it off. */
export function TriggerFields({ trigger, choices, errors, onChange }: Props) {
	const t = useTranslations("automations");
	return (
		<div className="grid grid-cols-1 gap-3">
			<Select aria-label={t("when")} value={trigger.type} onChange={(event) => onChange(blank[event.target.value as AutomationTrigger["type"]])}>
				{types
					.filter((type) => type !== "form_submitted" || choices.forms.length > 0 || trigger.type === type)
					.map((type) => (
						<option key={type} value={type}>
							{t(`triggers.${type}`)}
						</option>
					))}
			</Select>
			{trigger.type === "unanswered" && (
				<Field label={t("hours")} error={errors["trigger.hours"]}>
					{(control) => (
						<Input
							{...control}
							type="number"
							min={0.25}
							step={0.25}
							value={trigger.hours || ""}
							onChange={(event) => onChange({ ...trigger, hours: Number(event.target.value) })}
						/>
					)}
				</Field>
			)}
			{trigger.type === "customer_tagged" && (
				<Field label={t("tagName")} error={errors["trigger.tag"]}>
					{(control) => <Input {...control} value={trigger.tag ?? ""} maxLength={80} onChange={(event) => onChange({ ...trigger, tag: event.target.value })} />}
				</Field>
			)}
			{trigger.type === "form_submitted" && (
				<Field label={t("form")} error={errors["trigger.formId"]}>
					{(control) => (
						<Select {...control} value={trigger.formId ?? ""} onChange={(event) => onChange({ ...trigger, formId: Number(event.target.value) || null })}>
							<option value="">{t("anyForm")}</option>
							{trigger.formId !== null && !choices.forms.some(({ value }) => value === String(trigger.formId)) && (
								<option value={trigger.formId}>{t("goneForm")}</option>
							)}
							{choices.forms.map(({ value, label }) => (
								<option key={value} value={value}>
									{label}
								</option>
							))}
						</Select>
					)}
				</Field>
			)}
		</div>
	);
}
