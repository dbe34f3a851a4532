"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { readyWith } from "./toasts";

export function ToastList() {
	const t = useTranslations("common");
	// After Sonner's own effects, with which it begins to listen.
	useEffect(() => readyWith(toast), []);
	return (
		<Sonner
			position="bottom-left"
			containerAriaLabel={t("notifications")}
			offset={{ left: 72, bottom: 16 }}
			mobileOffset={{ left: 12, right: 12, bottom: 72 }}
			gap={8}
			// Below menus and dialogs, above the page.
			style={{ zIndex: 45 }}
			toastOptions={{
				unstyled: true,
				duration: 6000,
				classNames: {
					toast:
						"flex w-full items-center gap-2.5 rounded-[10px] bg-inverse py-2.5 pr-2.5 pl-3.5 font-sans text-on-inverse text-sm shadow-float [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]",
					content: "min-w-0 flex-1",
					actionButton: "ml-auto shrink-0 rounded-md px-2 py-1 font-semibold hover:bg-white/15",
				},
			}}
		/>
	);
}
