"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { languageName } from "@/components/details/language-name";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/use-toast";
import type { TranslationProvider } from "@/db/schema";
import type { ActionResult } from "@/lib/action";
import { saveSettings, testSettings } from "@/lib/translation/actions";
import { channels, translationProviders } from "@/lib/translation/schema";
import type { TranslationSettings } from "@/lib/translation/settings";

const languages = ["es", "en", "it", "fr", "de", "pt", "ca", "nl", "pl", "ro"];

/** Who translates, into which language, and where. */
export function SettingsForm({ settings }: { settings: TranslationSettings }) {
	const t = useTranslations("translation");
	const tc = useTranslations("common");
	const locale = useLocale();
	const toast = useToast();
	const { hasKey, ...kept } = settings;
	const [draft, setDraft] = useState({ ...kept, key: "" });
	const [failure, setFailure] = useState<Extract<ActionResult, { ok: false }> | null>(null);
	const [pending, start] = useTransition();
	const { provider } = draft;
	const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
	const error = (name: string) => failure?.fields?.[name];

	const run = (door: typeof saveSettings | typeof testSettings, said: (data: unknown) => string) =>
		start(async () => {
			const result: ActionResult<unknown> = await door({ ...draft, key: draft.key || null }).catch(() => ({
				ok: false as const,
				error: tc("actionFailed"),
			}));
			setFailure(result.ok ? null : result);
			if (result.ok) toast(said(result.data));
		});
	function submit(event: FormEvent) {
		event.preventDefault();
		run(saveSettings, () => t("saved"));
	}

	return (
		<form onSubmit={submit} noValidate className="grid gap-4 rounded-xl border bg-card p-4 lg:p-5">
			<Field label={t("provider")} error={error("provider")}>
				{(control) => (
					<Select {...control} value={provider ?? ""} onChange={(event) => change({ provider: (event.target.value || null) as TranslationProvider | null })}>
						<option value="">{t("none")}</option>
						{translationProviders.map((name) => (
							<option key={name} value={name}>
								{t(`providers.${name}`)}
							</option>
						))}
					</Select>
				)}
			</Field>
			{provider && (
				<Field label={t("url")} hint={t(`urlHint.${provider}`)} error={error("url")}>
					{(control) => <Input {...control} type="url" value={draft.url} spellCheck={false} onChange={(event) => change({ url: event.target.value })} />}
				</Field>
			)}
			{provider && provider !== "apertium" && (
				<Field label={t("key")} hint={hasKey ? t("keyKept") : undefined} error={error("key")}>
					{(control) => (
						<Input {...control} type="password" autoComplete="new-password" value={draft.key} onChange={(event) => change({ key: event.target.value })} />
					)}
				</Field>
			)}
			{provider === "openai" && (
				<Field label={t("model")} error={error("model")}>
					{(control) => <Input {...control} value={draft.model} spellCheck={false} onChange={(event) => change({ model: event.target.value })} />}
				</Field>
			)}
			<Field label={t("language")} error={error("language")}>
				{(control) => (
					<Select {...control} value={draft.language} onChange={(event) => change({ language: event.target.value })}>
						{languages.map((tag) => (
							<option key={tag} value={tag}>
								{languageName(tag, locale)}
							</option>
						))}
					</Select>
				)}
			</Field>
			<fieldset>
				<legend className="mb-1.5 font-medium text-sm">{t("channels")}</legend>
				<div className="flex flex-wrap gap-x-5 gap-y-2">
					{channels.map((channel) => (
						<label key={channel} className="flex items-center gap-2">
							<input
								type="checkbox"
								checked={draft.channels.includes(channel)}
								onChange={(event) =>
									change({ channels: channels.filter((other) => (other === channel ? event.target.checked : draft.channels.includes(other))) })
								}
								className="size-4 accent-accent"
							/>
							{t(`channel.${channel}`)}
						</label>
					))}
				</div>
			</fieldset>
			<FormFailure>{failure && !failure.fields ? failure.error : ""}</FormFailure>
			<div className="flex flex-wrap gap-2">
				<Button type="submit" variant="solid" loading={pending}>
					{t("save")}
				</Button>
				{provider && (
					<Button type="button" disabled={pending} onClick={() => run(testSettings, (data) => t("tested", data as { text: string }))}>
						{t("test")}
					</Button>
				)}
			</div>
		</form>
	);
}
