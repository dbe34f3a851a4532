"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback } from "react";
import { showToast } from "./toasts";

type Options = {
	icon?: ReactNode;
	/** Offers to take it back, for ten seconds. */
	undo?: () => void;
	/** Something else to do about it, for ten seconds. */
	action?: { label: string; onClick: () => void };
	/** Something went wrong: said at once by screen readers. */
	failed?: boolean;
	/** A second toast under the same id takes the place of the first. */
	id?: string;
};

/** A short word about what has just happened. */
export function useToast(): (message: string, options?: Options) => void {
	const t = useTranslations("common");
	return useCallback(
		(message, { icon, undo, action = undo && { label: t("undo"), onClick: undo }, failed = false, id } = {}) => {
			showToast((toast) =>
				(failed ? toast.error : toast)(message, {
					id,
					icon: icon ?? (failed ? <CircleAlert aria-hidden /> : undefined),
					duration: action || failed ? 10_000 : 6000,
					action,
				}),
			);
		},
		[t],
	);
}
