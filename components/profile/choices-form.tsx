"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import type { NotificationKind } from "@/db/schema";
import { saveChoices, testNotifications } from "@/lib/notifications/actions";
import { type Choices, type Way, ways } from "@/lib/notifications/choices";
import { PushSwitch } from "./push-switch";

/** What to be told of, by which way, and when not. Kept with every change. */
export function ChoicesForm({ choices: first, pushKey }: { choices: Choices; pushKey: string }) {
	const t = useTranslations("profile.notifications");
	const toast = useToast();
	const tc = useTranslations("common");
	const [choices, setChoices] = useState(first);
	const kept = useRef(first);
	const [test, testing] = useAction(testNotifications, () => toast(t("testSent")));
	async function change(next: Choices) {
		setChoices(next);
		const result = await answered(saveChoices(next));
		if (result?.ok) kept.current = next;
		else {
			// What is not kept must not look as if it were.
			setChoices(kept.current);
			toast(result?.error ?? tc("actionFailed"), { failed: true });
		}
	}
	const choose = (kind: NotificationKind, way: Way, on: boolean) =>
		void change({ ...choices, kinds: { ...choices.kinds, [kind]: { ...choices.kinds[kind], [way]: on } } });
	return (
		<div className="grid gap-5">
			<table className="w-full">
				<thead>
					<tr className="border-line-soft border-b text-muted text-xs">
						<th scope="col" className="pb-2 text-left font-medium">
							{t("event")}
						</th>
						{ways.map((way) => (
							<th key={way} scope="col" className="w-16 pb-2 text-center font-medium">
								{t(way)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{(Object.keys(choices.kinds) as NotificationKind[]).map((kind) => (
						<tr key={kind} className="border-line-soft border-b last:border-0">
							<th scope="row" className="py-2.5 pr-2 text-left font-normal">
								{t(`kinds.${kind}`)}
							</th>
							{ways.map((way) => (
								<td key={way} className="text-center">
									<label className="inline-grid size-8 cursor-pointer place-items-center">
										<input
											type="checkbox"
											aria-label={t("by", { kind: t(`kinds.${kind}`), way: t(way) })}
											checked={choices.kinds[kind][way]}
											onChange={(event) => choose(kind, way, event.target.checked)}
											className="size-[18px] accent-accent"
										/>
									</label>
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
			<Quiet quiet={choices.quiet} onChange={(quiet) => void change({ ...choices, quiet })} />
			<PushSwitch pushKey={pushKey} onTest={() => test({ by: "push" })} />
			<Button loading={testing} onClick={() => test({ by: "email" })} className="justify-self-start">
				{t("testEmail")}
			</Button>
		</div>
	);
}

function Quiet({ quiet, onChange }: { quiet: Choices["quiet"]; onChange: (quiet: Choices["quiet"]) => void }) {
	const t = useTranslations("profile.notifications");
	const set = (part: Partial<NonNullable<Choices["quiet"]>>) => {
		const next = { from: "22:00", to: "07:00", ...quiet, ...part };
		if (next.from && next.to) onChange(next);
	};
	return (
		<fieldset className="grid gap-2">
			<label className="flex cursor-pointer items-start gap-2.5">
				<input
					type="checkbox"
					checked={quiet !== null}
					onChange={(event) => (event.target.checked ? set({}) : onChange(null))}
					className="mt-px size-[18px] shrink-0 accent-accent"
				/>
				<span>
					<span className="font-medium">{t("quiet")}</span>
					<span className="block text-muted text-sm">{t("quietText")}</span>
				</span>
			</label>
			{quiet && (
				<div className="ml-7 flex flex-wrap gap-3">
					<Time label={t("from")} value={quiet.from} onChange={(from) => set({ from })} />
					<Time label={t("to")} value={quiet.to} onChange={(to) => set({ to })} />
					{quiet.from === quiet.to && (
						<p role="status" className="w-full text-muted text-xs">
							{t("quietNone")}
						</p>
					)}
				</div>
			)}
		</fieldset>
	);
}

function Time({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) {
	return (
		<Field label={label}>
			{(control) => (
				<Input {...control} type="time" value={value} onChange={(event) => event.target.value && onChange(event.target.value)} className="w-28 tabular-nums" />
			)}
		</Field>
	);
}
