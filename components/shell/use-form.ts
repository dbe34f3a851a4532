"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { ActionResult } from "@/lib/action";

type Failure = { error: string; fields: Record<string, string[]> };
const none: Failure = { error: "", fields: {} };

/** Sends a form to a server action. What is wrong with a field comes back under its name, anything else as `error`; what was typed stays. */
export function useForm<T>(door: (form: FormData) => Promise<ActionResult<T>>, onDone: (data: T, form: HTMLFormElement) => void) {
	const t = useTranslations("common");
	const [failure, setFailure] = useState(none);
	const [pending, start] = useTransition();

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = event.currentTarget;
		if (pending) return;
		start(async () => {
			const result = await door(new FormData(form)).catch((error): ActionResult<T> => {
				unstable_rethrow(error);
				return { ok: false, error: t("actionFailed") };
			});
			if (result.ok) {
				setFailure(none);
				onDone(result.data, form);
			} else {
				setFailure({ error: result.fields ? "" : result.error, fields: result.fields ?? {} });
				requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid]")?.focus());
			}
		});
	}
	return { submit, pending, ...failure };
}
