"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useActionState, useEffect, useRef } from "react";
import { useToast } from "@/components/ui/use-toast";
import type { FormState } from "@/lib/action";

type Door = (previous: FormState<{ id: string }>, form: FormData) => Promise<FormState<{ id: string }>>;

/** One form that sends: what is wrong with which field, what had been typed when something was, and a word when it went out. */
export function useSending(door: Door, afterwards?: string) {
	const t = useTranslations("sandbox.write");
	const toast = useToast();
	const router = useRouter();
	const [state, submit, pending] = useActionState(door, null);
	// Every refresh of the page brings another `t`: one sending is told of once.
	const told = useRef<typeof state>(null);
	useEffect(() => {
		if (!state?.result.ok || told.current === state) return;
		told.current = state;
		toast(t("sent"));
		startTransition(() => (afterwards ? router.replace(afterwards) : router.refresh()));
	}, [state, afterwards, router, toast, t]);
	const failed = state && !state.result.ok ? state.result : null;
	return { submit, pending, error: failed?.error, fields: failed?.fields ?? {}, values: (failed && state?.values) ?? {} };
}
