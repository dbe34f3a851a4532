"use client";

import { useTranslations } from "next-intl";
import { useFormat } from "@/components/shell/use-format";
import type { InboxState } from "@/lib/inboxes/state";
import { cn } from "@/lib/utils";
import { useTrouble } from "./use-trouble";

const dots = { ok: "bg-ok", failing: "bg-danger", quiet: "bg-mark" } as const;

/** What an inbox is and how it does, in one line: from its last success and its last error, nothing else. */
export function InboxHealth({ inbox, now }: { inbox: InboxState; now: number }) {
	const t = useTranslations("inboxes");
	const format = useFormat();
	const tc = useTranslations("common.channels");
	const trouble = useTrouble();
	const { enabled, lastError, lastErrorAt, lastSuccessAt, importing } = inbox;
	const failing = enabled && lastError !== null;
	const healthy = enabled && lastSuccessAt !== null && inbox.provider !== "none";
	const kind = inbox.owner ? t("personal", { name: inbox.owner }) : inbox.main ? t("main") : inbox.name;

	function state() {
		if (!enabled) return t("state.off");
		if (failing) return t("state.failing", { reason: trouble(lastError), when: lastErrorAt ? format.listTime(lastErrorAt, now) : "" });
		if (importing) return t("state.importing", importing);
		return lastSuccessAt ? t("state.ok", { when: format.listTime(lastSuccessAt, now) }) : t("state.never");
	}
	return (
		<p className="text-muted text-sm">
			{inbox.channel !== "email" && <>{tc(inbox.channel)} · </>}
			{kind} · {t(`providers.${inbox.provider}`)} ·{" "}
			<span aria-hidden className={cn("mr-1 inline-block size-2 rounded-full", dots[failing ? "failing" : healthy ? "ok" : "quiet"])} />
			<span className={failing ? "text-danger-text" : undefined}>{state()}</span>
			{failing && lastSuccessAt && <> · {t("state.ok", { when: format.listTime(lastSuccessAt, now) })}</>}
		</p>
	);
}
