"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { languageName } from "@/components/details/language-name";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { startChannels } from "@/lib/messages/schema";
import type { TemplateDraft } from "./use-save-template";

const languages = ["es", "en", "it", "fr", "de", "pt", "ca"];

type Props = { draft: TemplateDraft; folders: string[]; errors: Record<string, string[]> | undefined; onChange: (part: Partial<TemplateDraft>) => void };

/** What a template is called, where it stands, and when it is offered. */
export function TemplateFields({ draft, folders, errors, onChange }: Props) {
	const t = useTranslations("templates");
	const common = useTranslations("common");
	const locale = useLocale();
	const id = useId();
	const offered = draft.language && !languages.includes(draft.language) ? [...languages, draft.language] : languages;
	return (
		<div className="grid gap-3.5 sm:grid-cols-2">
			<Field label={t("name")} error={errors?.name}>
				{(control) => <Input {...control} value={draft.name} maxLength={120} autoComplete="off" onChange={(event) => onChange({ name: event.target.value })} />}
			</Field>
			<Field label={t("folder")} error={errors?.folder} optional={common("optional")}>
				{(control) => (
					<>
						<Input
							{...control}
							list={`${id}-folders`}
							value={draft.folder}
							maxLength={80}
							autoComplete="off"
							onChange={(event) => onChange({ folder: event.target.value })}
						/>
						<datalist id={`${id}-folders`}>
							{folders.map((folder) => (
								<option key={folder} value={folder} />
							))}
						</datalist>
					</>
				)}
			</Field>
			<Field label={t("channel")} error={errors?.channel}>
				{(control) => (
					<Select {...control} value={draft.channel} onChange={(event) => onChange({ channel: event.target.value })}>
						<option value="">{t("anyChannel")}</option>
						{[...startChannels, "chat" as const].map((channel) => (
							<option key={channel} value={channel}>
								{common(`channels.${channel}`)}
							</option>
						))}
					</Select>
				)}
			</Field>
			<Field label={t("language")} error={errors?.language}>
				{(control) => (
					<Select {...control} value={draft.language} onChange={(event) => onChange({ language: event.target.value })}>
						<option value="">{t("anyLanguage")}</option>
						{offered.map((tag) => (
							<option key={tag} value={tag}>
								{languageName(tag, locale) ?? tag}
							</option>
						))}
					</Select>
				)}
			</Field>
			{(draft.channel === "email" || draft.channel === "") && (
				<Field label={t("subject")} error={errors?.subject} optional={common("optional")} className="sm:col-span-2">
					{(control) => (
						<Input {...control} value={draft.subject} maxLength={998} autoComplete="off" onChange={(event) => onChange({ subject: event.target.value })} />
					)}
				</Field>
			)}
		</div>
	);
}
