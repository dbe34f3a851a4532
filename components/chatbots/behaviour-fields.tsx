"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Fault } from "@/lib/chatbots/faults";
import { type BotDraft, behaviourOf, behaviourTypes } from "./draft";
import { ScriptSteps } from "./script-steps";

type Props = {
	draft: BotDraft;
	faults: Fault[];
	errors: Record<string, string[]>;
	hasSecret: boolean;
	users: { id: number; name: string }[];
	onChange: (part: Partial<BotDraft>) => void;
};

/** What it does: a script, a model, or a program elsewhere. */
export function BehaviourFields({ draft, faults, errors, hasSecret, users, onChange }: Props) {
	const t = useTranslations("chatbots");
	const { behaviour } = draft;
	const secret = behaviour.type !== "script" && (
		<Field
			label={t(behaviour.type === "ai" ? "key" : "secret")}
			hint={hasSecret ? t("kept") : t(behaviour.type === "ai" ? "keyHint" : "secretHint")}
			error={errors.secret}
		>
			{(control) => (
				<Input {...control} type="password" autoComplete="off" value={draft.secret} onChange={(event) => onChange({ secret: event.target.value })} />
			)}
		</Field>
	);
	return (
		<section className="grid gap-4 rounded-xl border bg-card p-4">
			<Field label={t("behaviour")}>
				{(control) => (
					<Select
						{...control}
						value={behaviour.type}
						onChange={(event) => onChange({ behaviour: behaviourOf(event.target.value as (typeof behaviourTypes)[number], t("hello")) })}
					>
						{behaviourTypes.map((type) => (
							<option key={type} value={type}>
								{t(`behaviours.${type}`)}
							</option>
						))}
					</Select>
				)}
			</Field>
			{behaviour.type === "script" && (
				<ScriptSteps
					steps={behaviour.steps}
					faults={faults}
					errors={errors}
					users={users}
					onChange={(steps) => onChange({ behaviour: { ...behaviour, steps } })}
				/>
			)}
			{behaviour.type === "ai" && (
				<>
					<div className="grid gap-4 sm:grid-cols-2">
						<Field label={t("baseUrl")} hint={t("baseUrlHint")} error={errors["behaviour.baseUrl"]}>
							{(control) => (
								<Input
									{...control}
									type="url"
									value={behaviour.baseUrl}
									onChange={(event) => onChange({ behaviour: { ...behaviour, baseUrl: event.target.value } })}
								/>
							)}
						</Field>
						<Field label={t("model")} error={errors["behaviour.model"]}>
							{(control) => (
								<Input {...control} value={behaviour.model} onChange={(event) => onChange({ behaviour: { ...behaviour, model: event.target.value } })} />
							)}
						</Field>
					</div>
					{secret}
					<Field label={t("instructions")} hint={t("instructionsHint")} error={errors["behaviour.instructions"]}>
						{(control) => (
							<Textarea
								{...control}
								rows={6}
								value={behaviour.instructions}
								onChange={(event) => onChange({ behaviour: { ...behaviour, instructions: event.target.value } })}
							/>
						)}
					</Field>
				</>
			)}
			{behaviour.type === "external" && (
				<>
					<Field label={t("url")} hint={t("urlHint")} error={errors["behaviour.url"]}>
						{(control) => (
							<Input {...control} type="url" value={behaviour.url} onChange={(event) => onChange({ behaviour: { ...behaviour, url: event.target.value } })} />
						)}
					</Field>
					{secret}
				</>
			)}
		</section>
	);
}
