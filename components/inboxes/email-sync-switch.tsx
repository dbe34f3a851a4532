"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useOptimistic, useTransition } from "react";
import { answered } from "@/components/ui/answered";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/use-toast";
import { setEmailSync } from "@/lib/mailboxes/actions";

/** Whether mail is taken in. */
export function EmailSyncSwitch({ on }: { on: boolean }) {
	const t = useTranslations("inboxes.sync");
	const tc = useTranslations("common");
	const id = useId();
	const router = useRouter();
	const toast = useToast();
	const [shown, show] = useOptimistic(on);
	const [, start] = useTransition();

	function set(next: boolean) {
		start(async () => {
			show(next);
			const result = await answered(setEmailSync({ on: next }));
			if (!result?.ok) toast(result?.error ?? tc("actionFailed"), { failed: true });
			else toast(t(next ? "on" : "off"), { undo: () => set(!next) });
			router.refresh();
		});
	}
	return (
		<div className="flex items-center gap-4 px-4 py-3">
			<div className="min-w-0 flex-1">
				<h2 id={id} className="font-medium">
					{t("title")}
				</h2>
				<p id={`${id}-text`} className="text-muted text-sm">
					{t("text")}
				</p>
			</div>
			<Switch checked={shown} onCheckedChange={set} aria-labelledby={id} aria-describedby={`${id}-text`} />
		</div>
	);
}
