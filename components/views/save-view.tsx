"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { listFilterQuery } from "@/lib/conversations/filter";
import type { ListedView } from "@/lib/views/queries";

type Props = { views: ListedView[]; onSave: (name: string, query: string) => Promise<boolean> };

/** Gives a name to the filters of now; says why not, when there is nothing to save. */
export function SaveView({ views, onSave }: Props) {
	const t = useTranslations("inbox.views");
	const { filter } = useListFilter();
	const [name, setName] = useState("");
	const [saving, setSaving] = useState(false);
	const query = listFilterQuery(filter).toString();
	const saved = views.find((view) => view.query === query);
	const reason = saved ? t("already", { name: saved.name }) : query === "" ? t("noFilters") : null;
	if (reason) return <p className="border-line-soft border-t px-2 pt-2 pb-1 text-muted text-sm">{reason}</p>;

	async function submit(event: FormEvent) {
		event.preventDefault();
		setSaving(true);
		if (await onSave(name, query)) setName("");
		setSaving(false);
	}
	return (
		<form onSubmit={submit} className="grid gap-1.5 border-line-soft border-t p-2">
			<span className="font-semibold text-muted text-xs">{t("saveTitle")}</span>
			<div className="flex gap-1.5">
				<Input
					aria-label={t("name")}
					placeholder={t("name")}
					required
					maxLength={60}
					value={name}
					onChange={(event) => setName(event.target.value)}
					className="h-8"
				/>
				<Button type="submit" variant="solid" loading={saving}>
					{t("save")}
				</Button>
			</div>
		</form>
	);
}
