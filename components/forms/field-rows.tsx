"use client";

import { ChevronDown, ChevronUp, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { FieldRow } from "./field-row";
import type { FieldDraft } from "./use-save-form";

type Props = { fields: FieldDraft[]; tags: string[]; errors: Record<string, string[]>; onChange: (fields: FieldDraft[]) => void };

/** What is asked, in its order. */
export function FieldRows({ fields, tags, errors, onChange }: Props) {
	const t = useTranslations("forms");
	function move(index: number, by: number) {
		const next = fields.filter((_, i) => i !== index);
		const moved = fields[index];
		if (moved) next.splice(index + by, 0, moved);
		onChange(next);
	}
	function add() {
		const highest = Math.max(0, ...fields.map(({ id }) => Number(id.slice(1))));
		onChange([...fields, { id: `f${highest + 1}`, type: "text", label: "", hint: "", required: false, target: "line", name: "", choices: "" }]);
	}
	return (
		<div className="grid grid-cols-1 gap-2.5">
			{fields.map((field, i) => (
				<fieldset key={field.id} className="relative min-w-0 rounded-lg border p-3">
					<legend className="sr-only">{t("field.number", { number: i + 1 })}</legend>
					<div className="mb-2 flex items-center gap-1">
						<span className="min-w-0 flex-1 font-medium text-sm [overflow-wrap:anywhere]">
							<span className="text-faint tabular-nums">{i + 1}</span> {field.label}
						</span>
						<IconButton label={t("field.up", { number: i + 1 })} disabled={i === 0} onClick={() => move(i, -1)}>
							<ChevronUp aria-hidden />
						</IconButton>
						<IconButton label={t("field.down", { number: i + 1 })} disabled={i === fields.length - 1} onClick={() => move(i, 1)}>
							<ChevronDown aria-hidden />
						</IconButton>
						<IconButton label={t("field.remove", { number: i + 1 })} onClick={() => onChange(fields.filter(({ id }) => id !== field.id))}>
							<X aria-hidden />
						</IconButton>
					</div>
					<FieldRow
						field={field}
						tags={tags}
						errorOf={(name) => errors[`fields.${i}.${name}`] ?? Object.entries(errors).find(([path]) => path.startsWith(`fields.${i}.${name}.`))?.[1]}
						onChange={(part) => onChange(fields.map((one) => (one.id === field.id ? { ...one, ...part } : one)))}
					/>
				</fieldset>
			))}
			{errors.fields && (
				<p role="alert" className="text-danger-text text-xs">
					{errors.fields.join(" ")}
				</p>
			)}
			<div>
				<Button size="sm" onClick={add}>
					<Plus aria-hidden />
					{t("field.add")}
				</Button>
			</div>
		</div>
	);
}
