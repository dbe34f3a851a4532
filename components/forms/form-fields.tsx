"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Language } from "@/db/schema";
import { languageNames } from "@/lib/i18n/language";
import type { FormDraft } from "./use-save-form";

export type FormInboxes = { id: number; label: string }[];
type Props = { draft: FormDraft; inboxes: FormInboxes; errors: Record<string, string[]>; onChange: (part: Partial<FormDraft>) => void };

/** What it is called, what visitors read, and where it leads. */
export function FormFields({ draft, inboxes, errors, onChange }: Props) {
	const t = useTranslations("forms");
	const site = Object.entries(errors).find(([path]) => path.startsWith("sites"))?.[1];
	return (
		<>
			<Field label={t("name")} hint={t("nameHint")} error={errors.name}>
				{(control) => <Input {...control} value={draft.name} maxLength={120} autoComplete="off" onChange={(event) => onChange({ name: event.target.value })} />}
			</Field>
			<div className="grid grid-cols-1 gap-3.5 sm:grid-cols-2">
				<Field label={t("language")} error={errors.language}>
					{(control) => (
						<Select {...control} value={draft.language} onChange={(event) => onChange({ language: event.target.value as Language })}>
							{Object.entries(languageNames).map(([language, name]) => (
								<option key={language} value={language}>
									{name}
								</option>
							))}
						</Select>
					)}
				</Field>
				<Field label={t("inbox")} error={errors.inboxId}>
					{(control) => (
						<Select {...control} value={draft.inboxId ?? ""} onChange={(event) => onChange({ inboxId: Number(event.target.value) || null })}>
							<option value="">{t("mainInbox")}</option>
							{inboxes.map(({ id, label }) => (
								<option key={id} value={id}>
									{label}
								</option>
							))}
						</Select>
					)}
				</Field>
			</div>
			<Field label={t("titleField")} error={errors.title}>
				{(control) => (
					<Input {...control} value={draft.title} maxLength={200} autoComplete="off" onChange={(event) => onChange({ title: event.target.value })} />
				)}
			</Field>
			<Field label={t("intro")} optional={t("field.optional")} error={errors.intro}>
				{(control) => <Textarea {...control} value={draft.intro} maxLength={2_000} onChange={(event) => onChange({ intro: event.target.value })} />}
			</Field>
			<Field label={t("thanks")} error={errors.thanks}>
				{(control) => <Textarea {...control} value={draft.thanks} maxLength={2_000} onChange={(event) => onChange({ thanks: event.target.value })} />}
			</Field>
			<Field label={t("sites")} optional={t("field.optional")} hint={t("sitesHint")} error={site}>
				{(control) => (
					<Textarea
						{...control}
						value={draft.sites}
						maxLength={6_000}
						placeholder="https://www.ejemplo.com"
						onChange={(event) => onChange({ sites: event.target.value })}
					/>
				)}
			</Field>
		</>
	);
}
