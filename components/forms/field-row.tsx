"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FormFieldType, FormTarget } from "@/db/schema";
import { fieldTypes, hasChoices, needsName, targetsOf } from "@/lib/forms/schema";
import type { FieldDraft } from "./use-save-form";

type Props = { field: FieldDraft; tags: string[]; errorOf: (name: string) => string[] | undefined; onChange: (part: Partial<FieldDraft>) => void };

/** One question: how it is asked, and what its answer becomes. */
export function FieldRow({ field, tags, errorOf, onChange }: Props) {
	const t = useTranslations("forms.field");
	const list = useId();
	function retype(type: FormFieldType) {
		const targets: readonly FormTarget[] = targetsOf[type];
		onChange({ type, target: targets.includes(field.target) ? field.target : (targets[0] ?? "line") });
	}
	return (
		<div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
			<Field label={t("label")} error={errorOf("label")}>
				{(control) => (
					<Input {...control} value={field.label} maxLength={200} autoComplete="off" onChange={(event) => onChange({ label: event.target.value })} />
				)}
			</Field>
			<Field label={t("type")} error={errorOf("type")}>
				{(control) => (
					<Select {...control} value={field.type} onChange={(event) => retype(event.target.value as FormFieldType)}>
						{fieldTypes.map((type) => (
							<option key={type} value={type}>
								{t(`types.${type}`)}
							</option>
						))}
					</Select>
				)}
			</Field>
			<Field label={t("target")} error={errorOf("target")}>
				{(control) => (
					<Select {...control} value={field.target} onChange={(event) => onChange({ target: event.target.value as FormTarget })}>
						{targetsOf[field.type].map((target) => (
							<option key={target} value={target}>
								{t(`targets.${target}`)}
							</option>
						))}
					</Select>
				)}
			</Field>
			{needsName(field) ? (
				<Field label={t(field.target === "tag" ? "tagName" : "fieldName")} error={errorOf("name")}>
					{(control) => (
						<>
							<Input
								{...control}
								value={field.name}
								maxLength={60}
								list={field.target === "tag" ? list : undefined}
								autoComplete="off"
								onChange={(event) => onChange({ name: event.target.value })}
							/>
							<datalist id={list}>
								{tags.map((tag) => (
									<option key={tag} value={tag} />
								))}
							</datalist>
						</>
					)}
				</Field>
			) : (
				<Field label={t("hint")} optional={t("optional")} error={errorOf("hint")}>
					{(control) => (
						<Input {...control} value={field.hint} maxLength={300} autoComplete="off" onChange={(event) => onChange({ hint: event.target.value })} />
					)}
				</Field>
			)}
			{hasChoices(field.type) && (
				<Field
					label={t("choices")}
					hint={t(field.target === "language" ? "languagesHint" : "choicesHint")}
					error={errorOf("choices")}
					className="sm:col-span-2"
				>
					{(control) => <Textarea {...control} value={field.choices} maxLength={4_000} onChange={(event) => onChange({ choices: event.target.value })} />}
				</Field>
			)}
			<label className="inline-flex items-center gap-2 text-sm pointer-coarse:min-h-10">
				<input type="checkbox" checked={field.required} onChange={(event) => onChange({ required: event.target.checked })} />
				{t("required")}
			</label>
		</div>
	);
}
