"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type BotDraft, channels, triggerOf, triggerTypes } from "./draft";
import { WordsInput } from "./words-input";

type Props = { draft: BotDraft; errors: Record<string, string[]>; onChange: (part: Partial<BotDraft>) => void };

/** Who it is, where it speaks, and when. */
export function BotFields({ draft, errors, onChange }: Props) {
	const t = useTranslations("chatbots");
	const { trigger } = draft;
	return (
		<section className="grid gap-4 rounded-xl border bg-card p-4">
			<div className="grid grid-cols-[72px_minmax(0,1fr)] gap-3">
				<Field label={t("emoji")} error={errors.emoji}>
					{(control) => <Input {...control} value={draft.emoji} onChange={(event) => onChange({ emoji: event.target.value })} className="text-center" />}
				</Field>
				<Field label={t("name")} error={errors.name}>
					{(control) => <Input {...control} value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />}
				</Field>
			</div>
			<fieldset>
				<legend className="mb-1.5 font-medium text-sm">{t("channels")}</legend>
				<div className="flex flex-wrap gap-x-5 gap-y-2">
					{channels.map((channel) => (
						<label key={channel} className="flex items-center gap-2">
							<input
								type="checkbox"
								checked={draft.channels.includes(channel)}
								onChange={(event) =>
									onChange({ channels: event.target.checked ? [...draft.channels, channel] : draft.channels.filter((one) => one !== channel) })
								}
								className="size-4 accent-(--color-accent)"
							/>
							{t(`channel.${channel}`)}
						</label>
					))}
				</div>
				{errors.channels && <p className="mt-1.5 text-danger-text text-xs">{errors.channels.join(" ")}</p>}
			</fieldset>
			<div className="grid gap-4 sm:grid-cols-2">
				<Field label={t("trigger")}>
					{(control) => (
						<Select
							{...control}
							value={trigger.type}
							onChange={(event) => onChange({ trigger: triggerOf(event.target.value as (typeof triggerTypes)[number]) })}
						>
							{triggerTypes.map((type) => (
								<option key={type} value={type}>
									{t(`triggers.${type}`)}
								</option>
							))}
						</Select>
					)}
				</Field>
				{trigger.type === "keywords" && (
					<Field label={t("words")} hint={t("wordsHint")} error={errors["trigger.words"]}>
						{(control) => <WordsInput {...control} words={trigger.words} onWords={(words) => onChange({ trigger: { ...trigger, words } })} />}
					</Field>
				)}
				{trigger.type === "unanswered" && (
					<Field label={t("minutes")} error={errors["trigger.minutes"]}>
						{(control) => (
							<Input
								{...control}
								type="number"
								min={1}
								value={trigger.minutes}
								onChange={(event) => onChange({ trigger: { ...trigger, minutes: Number(event.target.value) } })}
							/>
						)}
					</Field>
				)}
				<Field label={t("languages")} hint={t("languagesHint")} error={errors.languages ?? errors["languages.0"]}>
					{(control) => <WordsInput {...control} words={draft.languages} onWords={(languages) => onChange({ languages })} />}
				</Field>
			</div>
			<label className="flex items-center gap-2.5">
				<input
					type="checkbox"
					checked={draft.enabled}
					onChange={(event) => onChange({ enabled: event.target.checked })}
					className="size-4 accent-(--color-accent)"
				/>
				{t("enabled")}
			</label>
		</section>
	);
}
