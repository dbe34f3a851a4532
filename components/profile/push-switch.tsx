"use client";

import { BellOff, BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type PushState, pushState, turnPushOff, turnPushOn } from "@/components/notifications/push-client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";

/** Whether this browser is pushed to. */
export function PushSwitch({ pushKey, onTest }: { pushKey: string; onTest: () => void }) {
	const t = useTranslations("profile");
	const toast = useToast();
	const [state, setState] = useState<PushState | null>(null);
	const [busy, setBusy] = useState(false);
	useEffect(() => void pushState().then(setState), []);

	async function change(turn: () => Promise<PushState | { refused: string }>, done: string) {
		setBusy(true);
		const next = await turn().catch(() => ({ refused: t("push.failed") }));
		setBusy(false);
		if (typeof next === "object") return toast(next.refused, { failed: true });
		setState(next);
		if (next !== "denied") toast(done);
	}

	const Icon = state === "on" ? BellRing : BellOff;
	return (
		<section aria-label={t("push.title")} className="flex flex-wrap items-center gap-3 rounded-lg border px-3.5 py-3">
			<Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
			<div className="min-w-0 flex-1 basis-48">
				<h3 className="font-medium">{t("push.title")}</h3>
				<p aria-live="polite" className="text-muted text-sm">
					{state && t(`push.${state}`)}
				</p>
			</div>
			{state === "on" && (
				<>
					<Button size="sm" onClick={onTest}>
						{t("notifications.testPush")}
					</Button>
					<Button size="sm" loading={busy} onClick={() => void change(turnPushOff, t("push.turnedOff"))}>
						{t("push.turnOff")}
					</Button>
				</>
			)}
			{state === "off" && (
				<Button size="sm" variant="solid" loading={busy} onClick={() => void change(() => turnPushOn(pushKey), t("push.turnedOn"))}>
					{t("push.turnOn")}
				</Button>
			)}
		</section>
	);
}
