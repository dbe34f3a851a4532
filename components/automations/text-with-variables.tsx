"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { VariableMenu } from "@/components/templates/variable-menu";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

type Props = { value: string; error: string[] | undefined; onChange: (text: string) => void };

/** What is said, with a menu of what it may name: a variable comes in where the cursor stands. */
export function TextWithVariables({ value, error, onChange }: Props) {
	const t = useTranslations("automations");
	const area = useRef<HTMLTextAreaElement>(null);
	function insert(name: string) {
		const written = `{{${name}}}`;
		const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: value.length, selectionEnd: value.length };
		onChange(`${value.slice(0, from)}${written}${value.slice(to)}`);
		requestAnimationFrame(() => {
			area.current?.focus();
			area.current?.setSelectionRange(from + written.length, from + written.length);
		});
	}
	return (
		<div>
			<Field label={t("message")} error={error} hint={t("variables", { example: "{{customer.firstName}}" })}>
				{(control) => <Textarea {...control} ref={area} value={value} maxLength={10_000} onChange={(event) => onChange(event.target.value)} />}
			</Field>
			<div className="mt-1.5">
				<VariableMenu onPick={insert} />
			</div>
		</div>
	);
}
