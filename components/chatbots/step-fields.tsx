"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { GoTo, Step } from "@/db/schema";
import { WordsInput } from "./words-input";

type Props = { step: Step; steps: Step[]; users: { id: number; name: string }[]; onChange: (step: Step) => void };

/** What has to be said of one step. */
export function StepFields({ step, steps, users, onChange }: Props) {
	const t = useTranslations("chatbots");
	const text = "text" in step && (
		<Field label={t(step.type === "say" || step.type === "handOff" ? "text" : "question")} hint={step.type === "handOff" ? t("handOffHint") : undefined}>
			{(control) => (
				<Textarea {...control} rows={2} className="min-h-16" value={step.text} onChange={(event) => onChange({ ...step, text: event.target.value })} />
			)}
		</Field>
	);
	const goTo = (label: string, value: GoTo, set: (goTo: GoTo) => void) => <GoToField label={label} value={value} steps={steps} own={step.id} onChange={set} />;
	switch (step.type) {
		case "say":
		case "handOff":
			return text;
		case "ask":
			return (
				<div className="grid gap-3">
					{text}
					{step.choices.map((choice, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place
						<Way key={index} drop={t("dropChoice", { choice: index + 1 })} onDrop={() => onChange({ ...step, choices: step.choices.toSpliced(index, 1) })}>
							<Field label={t("choice", { choice: index + 1 })}>
								{(control) => (
									<Input
										{...control}
										value={choice.label}
										onChange={(event) => onChange({ ...step, choices: step.choices.with(index, { ...choice, label: event.target.value }) })}
									/>
								)}
							</Field>
							{goTo(t("goTo"), choice.goTo, (to) => onChange({ ...step, choices: step.choices.with(index, { ...choice, goTo: to }) }))}
						</Way>
					))}
					<More label={t("addChoice")} onMore={() => onChange({ ...step, choices: [...step.choices, { label: "", goTo: null }] })} />
					{step.choices.length > 0 && goTo(t("otherwiseAsk"), step.otherwise, (otherwise) => onChange({ ...step, otherwise }))}
				</div>
			);
		case "collect":
			return (
				<div className="grid gap-3">
					{text}
					<Field label={t("field")} hint={t("fieldHint")}>
						{(control) => <Input {...control} value={step.field} onChange={(event) => onChange({ ...step, field: event.target.value })} />}
					</Field>
				</div>
			);
		case "branch":
			return (
				<div className="grid gap-3">
					{step.cases.map((one, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a case is its place
						<Way key={index} drop={t("dropCase", { number: index + 1 })} onDrop={() => onChange({ ...step, cases: step.cases.toSpliced(index, 1) })}>
							<Field label={t("caseWords", { number: index + 1 })}>
								{(control) => (
									<WordsInput {...control} words={one.words} onWords={(words) => onChange({ ...step, cases: step.cases.with(index, { ...one, words }) })} />
								)}
							</Field>
							{goTo(t("goTo"), one.goTo, (to) => onChange({ ...step, cases: step.cases.with(index, { ...one, goTo: to }) }))}
						</Way>
					))}
					<More label={t("addCase")} onMore={() => onChange({ ...step, cases: [...step.cases, { words: [], goTo: null }] })} />
					{goTo(t("otherwise"), step.otherwise, (otherwise) => onChange({ ...step, otherwise }))}
				</div>
			);
		case "wait":
			return (
				<Field label={t("minutes")}>
					{(control) => (
						<Input {...control} type="number" min={1} value={step.minutes} onChange={(event) => onChange({ ...step, minutes: Number(event.target.value) })} />
					)}
				</Field>
			);
		case "assign":
			return (
				<Field label={t("user")}>
					{(control) => (
						<Select {...control} value={step.userId} onChange={(event) => onChange({ ...step, userId: Number(event.target.value) })}>
							{users.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</Select>
					)}
				</Field>
			);
		default:
			return null;
	}
}

function Way({ drop, onDrop, children }: { drop: string; onDrop: () => void; children: ReactNode }) {
	return (
		<div className="flex items-end gap-2 border-line-soft border-l-2 pl-3">
			<div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-2">{children}</div>
			<IconButton label={drop} onClick={onDrop}>
				<X aria-hidden />
			</IconButton>
		</div>
	);
}

function More({ label, onMore }: { label: string; onMore: () => void }) {
	return (
		<Button size="sm" variant="ghost" onClick={onMore} className="justify-self-start">
			<Plus aria-hidden />
			{label}
		</Button>
	);
}

type GoToProps = { label: string; value: GoTo; steps: Step[]; own: string; onChange: (goTo: GoTo) => void };

function GoToField({ label, value, steps, own, onChange }: GoToProps) {
	const t = useTranslations("chatbots");
	return (
		<Field label={label}>
			{(control) => (
				<Select {...control} value={value ?? ""} onChange={(event) => onChange(event.target.value || null)}>
					<option value="">{t("nextStep")}</option>
					{steps.map((step, index) => (
						<option key={step.id} value={step.id}>
							{index + 1}. {t(`steps.${step.type}`)}
							{step.id === own ? ` (${t("again")})` : ""}
						</option>
					))}
					<option value="end">{t("end")}</option>
					{value !== null && value !== "end" && !steps.some(({ id }) => id === value) && <option value={value}>{t("gone")}</option>}
				</Select>
			)}
		</Field>
	);
}
