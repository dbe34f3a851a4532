"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormFailure } from "@/components/ui/form-failure";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import { saveSettings } from "@/lib/chatbots/actions";
import type { BotSettings } from "@/lib/chatbots/settings-schema";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** When somebody is there, and whether chatbots are silent where an operator has answered. */
export function HoursForm({ settings, zones }: { settings: BotSettings; zones: string[] }) {
	const t = useTranslations("chatbots.hours");
	const tc = useTranslations("common");
	const toast = useToast();
	const [draft, setDraft] = useState(settings);
	const [failure, setFailure] = useState<{ error: string; fields: Record<string, string[]> }>({ error: "", fields: {} });
	const [pending, start] = useTransition();
	const setDay = (index: number, hours: BotSettings["days"][number]) => setDraft({ ...draft, days: draft.days.with(index, hours) });
	function submit(event: FormEvent) {
		event.preventDefault();
		start(async () => {
			const answer = await answered(saveSettings(draft));
			if (answer?.ok) toast(t("saved"));
			setFailure(answer?.ok ? { error: "", fields: {} } : { error: answer?.error ?? tc("actionFailed"), fields: answer?.fields ?? {} });
		});
	}
	return (
		<form onSubmit={submit} noValidate className="grid gap-5 rounded-xl border bg-card p-4">
			<Field label={t("zone")} error={failure.fields.timeZone}>
				{(control) => (
					<>
						<Input {...control} list="zones" value={draft.timeZone} onChange={(event) => setDraft({ ...draft, timeZone: event.target.value })} />
						<datalist id="zones">
							{zones.map((zone) => (
								<option key={zone} value={zone} />
							))}
						</datalist>
					</>
				)}
			</Field>
			<fieldset className="grid gap-2">
				<legend className="mb-1.5 font-medium text-sm">{t("days")}</legend>
				{weekdays.map((day, index) => {
					const hours = draft.days[index] ?? null;
					const time = (end: "from" | "to") => (
						<Input
							type="time"
							aria-label={t(end, { day: t(`weekdays.${day}`) })}
							value={hours?.[end] ?? ""}
							onChange={(event) => hours && setDay(index, { ...hours, [end]: event.target.value })}
							className="w-28"
						/>
					);
					return (
						<div key={day} className="flex min-h-9 flex-wrap items-center gap-3">
							<label className="flex w-32 items-center gap-2.5">
								<input
									type="checkbox"
									checked={hours !== null}
									onChange={(event) => setDay(index, event.target.checked ? { from: "09:00", to: "18:00" } : null)}
									className="size-4 accent-(--color-accent)"
								/>
								{t(`weekdays.${day}`)}
							</label>
							{hours ? (
								<span className="flex items-center gap-2">
									{time("from")} <span aria-hidden>–</span> {time("to")}
								</span>
							) : (
								<span className="text-muted text-sm">{t("closed")}</span>
							)}
							{Object.keys(failure.fields).some((path) => path.startsWith(`days.${index}`)) && <span className="text-danger-text text-xs">{t("wrong")}</span>}
						</div>
					);
				})}
			</fieldset>
			<label className="flex items-center gap-2.5">
				<input
					type="checkbox"
					checked={draft.pauseOnAnswer}
					onChange={(event) => setDraft({ ...draft, pauseOnAnswer: event.target.checked })}
					className="size-4 accent-(--color-accent)"
				/>
				{t("pause")}
			</label>
			<FormFailure>{failure.error}</FormFailure>
			<Button type="submit" size="lg" variant="solid" loading={pending} className="justify-self-end">
				{tc("save")}
			</Button>
		</form>
	);
}
