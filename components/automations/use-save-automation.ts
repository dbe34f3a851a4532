"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useToast } from "@/components/ui/use-toast";
import type { AutomationAction, AutomationCondition, AutomationTrigger } from "@/db/schema";
import type { ActionResult } from "@/lib/action";
import { create, update } from "@/lib/automations/actions";
import type { AutomationDetails } from "@/lib/automations/queries";
import type { AutomationInput } from "@/lib/automations/schema";

export type AutomationDraft = {
	name: string;
	trigger: AutomationTrigger;
	match: "all" | "any";
	conditions: (AutomationCondition & { key: number })[];
	actions: (AutomationAction & { key: number })[];
	hourlyCap: number;
};
let last = 0;
/** Rows are moved and taken away: each needs a name of its own meanwhile. */
export const keyed = <T>(row: T): T & { key: number } => ({ ...row, key: ++last });

const empty = (): AutomationDraft => ({
	name: "",
	trigger: { type: "message_received" },
	match: "all",
	conditions: [],
	actions: [keyed({ type: "flag" })],
	hourlyCap: 60,
});

/** What is kept, in a word: whether anything has changed since. */
const written = ({ name, trigger, match, conditions, actions, hourlyCap }: AutomationDraft) =>
	JSON.stringify({ name, trigger, match, conditions, actions, hourlyCap });

/** What the form says, to be checked at the door. */
export const given = (draft: AutomationDraft) => draft as unknown as AutomationInput;

/** What stands in the form, and the way to keep it. What is refused stays as it was typed. */
export function useSaveAutomation(automation: AutomationDetails | null) {
	const t = useTranslations("automations");
	const tc = useTranslations("common");
	const router = useRouter();
	const toast = useToast();
	const [draft, setDraft] = useState<AutomationDraft>(() =>
		automation ? { ...automation, conditions: automation.conditions.map(keyed), actions: automation.actions.map(keyed) } : empty(),
	);
	const [saved, setSaved] = useState(() => written(draft));
	const seen = useRef(automation?.updatedAt ?? "");
	const [saving, setSaving] = useState(false);
	const [refused, setRefused] = useState<Extract<ActionResult, { ok: false }> | null>(null);

	async function save() {
		if (saving) return;
		setSaving(true);
		const kept = written(draft);
		const result = await keep().catch(() => ({ ok: false as const, error: tc("actionFailed") }));
		setSaving(false);
		setRefused(result.ok ? null : result);
		if (result.ok) setSaved(kept);
		if (result.ok) toast(t("saved"));
	}
	async function keep() {
		if (automation) {
			const result = await update({ ...given(draft), automationId: automation.id, seen: seen.current });
			if (result.ok) seen.current = result.data.updatedAt;
			if (result.ok) router.refresh();
			return result;
		}
		const result = await create(given(draft));
		if (result.ok) router.replace(`/automations/${result.data.automationId}`);
		return result;
	}
	function change(part: Partial<AutomationDraft>) {
		setDraft((now) => ({ ...now, ...part }));
		setRefused(null);
	}
	return { draft, change, save: () => void save(), saving, refused, unsaved: written(draft) !== saved };
}
