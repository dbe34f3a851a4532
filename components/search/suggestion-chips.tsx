"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { operators, suggestionsFor, withOperator, withSuggestion } from "./suggestions";

type Chosen = { onText: (text: string) => void };

/** Values for the operator that is being typed. */
export function SuggestionChips({ text, users, onText }: Chosen & { text: string; users: readonly { name: string }[] }) {
	const t = useTranslations("search");
	const timeZone = useTimeZone();
	const today = new Date().toLocaleDateString("sv", { timeZone });
	const suggestions = suggestionsFor(text, { users, today });
	if (suggestions.length === 0) return null;
	return <Chips label={t("suggestions")} values={suggestions} onChoose={(value) => onText(withSuggestion(text, value))} />;
}

/** What can be asked for besides words. */
export function OperatorChips({ onText }: Chosen) {
	const t = useTranslations("search");
	return <Chips label={t("operators")} values={operators} onChoose={(value) => onText(withOperator("", value))} />;
}

type Props = { label: string; values: readonly string[]; onChoose: (value: string) => void };

function Chips({ label, values, onChoose }: Props) {
	return (
		<ul aria-label={label} className="flex shrink-0 flex-wrap gap-1.5 px-3 py-1.5">
			{values.map((value) => (
				<li key={value}>
					<button
						type="button"
						// The box keeps the focus, and a phone its keyboard.
						onMouseDown={(event) => event.preventDefault()}
						onClick={() => onChoose(value)}
						className="inline-flex h-[26px] items-center rounded-full border border-line-strong px-2.5 text-muted text-xs transition-colors hover:bg-fill pointer-coarse:h-8"
					>
						{value}
					</button>
				</li>
			))}
		</ul>
	);
}
