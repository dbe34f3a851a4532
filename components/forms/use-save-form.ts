"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useToast } from "@/components/ui/use-toast";
import type { FormField, Language } from "@/db/schema";
import type { ActionResult } from "@/lib/action";
import { create, update } from "@/lib/forms/actions";
import type { FormDetails } from "@/lib/forms/queries";

/** As it is typed: a line for each choice and each site. */
export type FieldDraft = Omit<FormField, "choices"> & { choices: string };
export type FormDraft = Pick<FormDetails, "name" | "title" | "intro" | "thanks" | "inboxId"> & { language: Language; sites: string; fields: FieldDraft[] };

const linesOf = (text: string) =>
	text
		.split("\n")
		.map((line) => line.trim())
		.filter(Boolean);
export const fieldOf = (draft: FieldDraft): FormField => ({ ...draft, choices: linesOf(draft.choices) });
const given = ({ sites, fields, ...draft }: FormDraft) => ({ ...draft, sites: linesOf(sites), fields: fields.map(fieldOf) });

/** What stands in the form, and the way to keep it. What is refused stays as it was typed. `beginning`: of one that is new. */
export function useSaveForm(form: FormDetails | null, beginning: FormDraft) {
	const t = useTranslations("forms");
	const tc = useTranslations("common");
	const router = useRouter();
	const toast = useToast();
	const [draft, setDraft] = useState(() => (form ? asDraft(form) : beginning));
	const [saved, setSaved] = useState(() => JSON.stringify(draft));
	const seen = useRef(form?.updatedAt ?? "");
	const [saving, setSaving] = useState(false);
	const [refused, setRefused] = useState<Extract<ActionResult, { ok: false }> | null>(null);

	async function save() {
		if (saving) return;
		setSaving(true);
		const kept = JSON.stringify(draft);
		const result = await keep().catch(() => ({ ok: false as const, error: tc("actionFailed") }));
		setSaving(false);
		setRefused(result.ok ? null : result);
		if (result.ok) setSaved(kept);
		if (result.ok) toast(t("saved"));
		else requestAnimationFrame(() => document.querySelector<HTMLElement>("form [aria-invalid]")?.focus());
	}
	async function keep() {
		if (form) {
			const result = await update({ ...given(draft), formId: form.id, seen: seen.current });
			if (result.ok) seen.current = result.data.updatedAt;
			if (result.ok) router.refresh();
			return result;
		}
		const result = await create(given(draft));
		if (result.ok) router.replace(`/settings/forms/${result.data.formId}`);
		return result;
	}
	function change(part: Partial<FormDraft>) {
		setDraft((now) => ({ ...now, ...part }));
		setRefused(null);
	}
	return { draft, change, save: () => void save(), saving, refused, unsaved: JSON.stringify(draft) !== saved };
}

function asDraft({ name, title, intro, thanks, language, inboxId, sites, fields }: FormDetails): FormDraft {
	return {
		name,
		title,
		intro,
		thanks,
		language,
		inboxId,
		sites: sites.join("\n"),
		fields: fields.map((field) => ({ ...field, choices: field.choices.join("\n") })),
	};
}
