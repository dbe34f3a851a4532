"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { Step } from "@/db/schema";
import type { Fault } from "@/lib/chatbots/faults";
import { newStep, stepTypes } from "./draft";
import { StepFields } from "./step-fields";

type Props = {
	steps: Step[];
	faults: Fault[];
	errors: Record<string, string[]>;
	users: { id: number; name: string }[];
	onChange: (steps: Step[]) => void;
};

/** The steps of a script, in order; what is wrong with one stands at it. */
export function ScriptSteps({ steps, faults, errors, users, onChange }: Props) {
	const t = useTranslations("chatbots");
	const move = (from: number, to: number) => onChange(steps.toSpliced(from, 1).toSpliced(to, 0, ...steps.slice(from, from + 1)));
	const wrong = (step: Step, index: number) => [
		...new Set([
			...faults.filter(({ stepId }) => stepId === step.id).map(({ code }) => t(`faults.${code}`)),
			...Object.entries(errors).flatMap(([path, sentences]) => (path.startsWith(`behaviour.steps.${index}.`) ? sentences : [])),
		]),
	];
	return (
		<div className="grid gap-3">
			<ol className="grid gap-3">
				{steps.map((step, index) => (
					<li key={step.id} className="rounded-lg border p-3">
						<div className="mb-2 flex items-center gap-1">
							<h2 className="min-w-0 flex-1 font-medium text-sm">
								<span className="text-faint tabular-nums">{index + 1}.</span> {t(`steps.${step.type}`)}
							</h2>
							<IconButton label={t("up", { step: index + 1 })} disabled={index === 0} onClick={() => move(index, index - 1)}>
								<ArrowUp aria-hidden />
							</IconButton>
							<IconButton label={t("down", { step: index + 1 })} disabled={index === steps.length - 1} onClick={() => move(index, index + 1)}>
								<ArrowDown aria-hidden />
							</IconButton>
							<IconButton label={t("drop", { step: index + 1 })} disabled={steps.length === 1} onClick={() => onChange(steps.toSpliced(index, 1))}>
								<Trash2 aria-hidden />
							</IconButton>
						</div>
						<StepFields step={step} steps={steps} users={users} onChange={(changed) => onChange(steps.with(index, changed))} />
						{wrong(step, index).map((sentence) => (
							<p key={sentence} role="alert" className="mt-2 text-danger-text text-xs">
								{sentence}
							</p>
						))}
					</li>
				))}
			</ol>
			<Menu>
				<MenuTrigger asChild>
					<Button className="justify-self-start">
						<Plus aria-hidden />
						{t("addStep")}
					</Button>
				</MenuTrigger>
				<MenuContent>
					{stepTypes.map((type) => (
						<MenuItem key={type} onSelect={() => onChange([...steps, newStep(type, steps, users[0]?.id ?? 0)])}>
							{t(`steps.${type}`)}
						</MenuItem>
					))}
				</MenuContent>
			</Menu>
		</div>
	);
}
