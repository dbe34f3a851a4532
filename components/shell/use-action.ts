"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useTransition } from "react";
import { useToast } from "@/components/ui/use-toast";
import type { ActionResult } from "@/lib/action";

/** Runs a server action outside of a form. What goes wrong, on either side or in between, is said in a toast; `onDone` is for what went right. */
export function useAction<Input, T>(
	door: (input: Input) => Promise<ActionResult<T>>,
	onDone?: (data: T) => void,
): [run: (input: Input) => void, pending: boolean] {
	const t = useTranslations("common");
	const toast = useToast();
	const [pending, start] = useTransition();
	const run = useCallback(
		(input: Input) =>
			start(async () => {
				try {
					const result = await door(input);
					if (result.ok) onDone?.(result.data);
					else toast(result.error, { failed: true });
				} catch (error) {
					unstable_rethrow(error);
					toast(t("actionFailed"), { failed: true });
				}
			}),
		[door, onDone, t, toast],
	);
	return [run, pending];
}
