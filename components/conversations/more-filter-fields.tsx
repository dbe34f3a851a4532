"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { oneOf, sourceFilters } from "@/lib/conversations/filter";
import { useInbox } from "./inbox-context";
import { useListFilter } from "./use-list-filter";

const none = { inbox: null, source: null, from: null, to: null };

export function MoreFilterFields({ any }: { any: boolean }) {
	const t = useTranslations("inbox.filters");
	const { inboxes } = useInbox();
	const { filter, change } = useListFilter();
	const [cleared, setCleared] = useState(0);
	return (
		<div className="grid gap-3 p-3">
			<Field label={t("inbox")}>
				{(control) => (
					<Select {...control} value={filter.inbox ?? ""} onChange={(event) => change({ inbox: Number(event.target.value) || null })}>
						<option value="">{t("anyInbox")}</option>
						{inboxes.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</Select>
				)}
			</Field>
			<Field label={t("source")}>
				{(control) => (
					<Select {...control} value={filter.source ?? ""} onChange={(event) => change({ source: oneOf(sourceFilters, event.target.value) })}>
						<option value="">{t("anySource")}</option>
						{sourceFilters.map((source) => (
							<option key={source} value={source}>
								{t(`sources.${source}`)}
							</option>
						))}
					</Select>
				)}
			</Field>
			<Day key={`from-${cleared}`} label={t("from")} value={filter.from} max={filter.to} onChange={(from) => change({ from })} />
			<Day key={`to-${cleared}`} label={t("to")} value={filter.to} min={filter.from} onChange={(to) => change({ to })} />
			{any && (
				<Button
					size="sm"
					onClick={() => {
						change(none);
						setCleared(cleared + 1);
					}}
				>
					{t("clear")}
				</Button>
			)}
		</div>
	);
}

const earliest = "2000-01-01";
const latest = "2999-12-31";
type DayProps = { label: string; value: string | null; min?: string | null; max?: string | null; onChange: (day: string | null) => void };

/** Keeps what is being typed: a year begins as 0002, which is no filter yet. */
function Day({ label, value, min, max, onChange }: DayProps) {
	const take = (typed: string) => (typed === "" || (typed >= earliest && typed <= latest)) && onChange(typed || null);
	return (
		<Field label={label}>
			{(control) => (
				<Input {...control} type="date" min={min ?? earliest} max={max ?? latest} defaultValue={value ?? ""} onChange={(event) => take(event.target.value)} />
			)}
		</Field>
	);
}
