"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";
import { create, update } from "@/lib/templates/actions";
import type { TemplateDetails } from "@/lib/templates/queries";

export type TemplateDraft = {
	name: string;
	folder: string;
	channel: string;
	language: string;
	subject: string;
	text: string;
	html: string | null;
	attachmentIds: number[];
};

const empty: TemplateDraft = { name: "", folder: "", channel: "", language: "", subject: "", text: "", html: null, attachmentIds: [] };

/** What stands in the form, and the way to keep it. What is refused stays as it was typed. */
export function useSaveTemplate(template: TemplateDetails | null) {
	const t = useTranslations("templates");
	const common = useTranslations("common");
	const router = useRouter();
	const toast = useToast();
	const [draft, setDraft] = useState(() => (template ? asDraft(template) : empty));
	const latest = useRef(draft);
	const [saved, setSaved] = useState(draft);
	const seen = useRef(template?.updatedAt ?? "");
	const [saving, setSaving] = useState(false);
	const [refused, setRefused] = useState<Extract<ActionResult, { ok: false }> | null>(null);

	function change(part: Partial<TemplateDraft>) {
		latest.current = { ...latest.current, ...part };
		setDraft(latest.current);
		setRefused(null);
	}
	async function save() {
		if (saving) return;
		setSaving(true);
		const sent = latest.current;
		const result = await (template ? keep(template.id) : begin()).catch(() => ({ ok: false as const, error: common("actionFailed") }));
		setSaving(false);
		setRefused(result.ok ? null : result);
		if (!result.ok) return;
		setSaved(sent);
		toast(t("saved"));
	}
	async function keep(templateId: number) {
		const result = await update({ ...latest.current, templateId, seen: seen.current });
		if (result.ok) seen.current = result.data.updatedAt;
		if (result.ok) router.refresh();
		return result;
	}
	async function begin() {
		const result = await create(latest.current);
		if (result.ok) router.replace(`/templates/${result.data.templateId}`);
		return result;
	}
	const unsaved = JSON.stringify(draft) !== JSON.stringify(saved);
	return { draft, unsaved, change, save: () => void save(), saving, error: refused?.error ?? null, fields: refused?.fields };
}

function asDraft({ name, folder, channel, language, subject, body, html, attachmentIds }: TemplateDetails): TemplateDraft {
	return { name, folder, channel: channel ?? "", language: language ?? "", subject, text: body, html, attachmentIds };
}
