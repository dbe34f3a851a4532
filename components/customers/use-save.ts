"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { answered } from "@/components/ui/answered";
import type { ActionResult } from "@/lib/action";
import { useCustomerReload } from "./customer-reload";

/** Runs an action for a small form: what it refuses is said beside the field, and what was typed stays. */
export function useSave() {
	const t = useTranslations("common");
	const reload = useCustomerReload();
	const [pending, setPending] = useState(false);
	const [error, setError] = useState<string | null>(null);

	/** What the action answered; null when it was refused. */
	async function save<T>(act: () => Promise<ActionResult<T>>): Promise<{ data: T } | null> {
		setPending(true);
		setError(null);
		const result = await answered(act());
		setPending(false);
		if (result?.ok) {
			void reload();
			return { data: result.data };
		}
		setError((result && !result.ok && Object.values(result.fields ?? {})[0]?.[0]) || result?.error || t("actionFailed"));
		return null;
	}
	return { save, pending, error, clear: () => setError(null) };
}
