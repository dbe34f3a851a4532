"use client";

import { Check, CheckCheck, CircleAlert, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { answered } from "@/components/ui/answered";
import { Spinner } from "@/components/ui/spinner";
import { useToast } from "@/components/ui/use-toast";
import type { DeliveryStatus } from "@/db/schema";
import { retry } from "@/lib/messages/actions";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { useChat } from "./chat-context";

/** How far a message of ours has come. */
export function DeliveryStatusLine({ status }: { status: DeliveryStatus }) {
	const t = useTranslations("delivery");
	return (
		<span className="inline-flex items-center gap-1.5">
			{t(`status.${status}`)}
			<StatusIcon status={status} />
		</span>
	);
}

function StatusIcon({ status }: { status: DeliveryStatus }) {
	const shape = "size-[13px] stroke-2";
	if (status === "queued") return <Clock aria-hidden className={shape} />;
	if (status === "sending") return <Spinner className="size-3" />;
	if (status === "sent") return <Check aria-hidden className={shape} />;
	if (status === "delivered") return <CheckCheck aria-hidden className={`${shape} text-ok-text`} />;
	return status === "read" ? <CheckCheck aria-hidden className={`${shape} text-accent-text`} /> : null;
}

/** Why it could not be delivered, what the provider said, and another try. */
export function DeliveryFailure({ message }: { message: TimelineMessage }) {
	const t = useTranslations("delivery");
	const tt = useTranslations("timeline");
	const tc = useTranslations("common");
	const { store } = useChat();
	const toast = useToast();
	const [trying, setTrying] = useState(false);

	async function tryAgain() {
		if (trying) return;
		setTrying(true);
		const result = await answered(retry({ messageId: message.id }));
		if (!result?.ok) toast(result?.error ?? tc("actionFailed"), { failed: true });
		await store.changed(message.id);
		setTrying(false);
	}

	const reason = reasonOf(message.errorCode, t);
	return (
		<div className="mt-1 flex flex-wrap items-center justify-end gap-x-2 gap-y-1 text-danger-text text-xs">
			<p className="flex items-center gap-1.5 text-left">
				<CircleAlert aria-hidden className="size-3.5 shrink-0 stroke-2" />
				<span>
					<b className="font-semibold">{t("status.failed")}.</b> {reason}
				</span>
			</p>
			<button
				type="button"
				onClick={tryAgain}
				aria-busy={trying || undefined}
				className="rounded-sm font-semibold underline underline-offset-2 hover:decoration-2"
			>
				{trying ? t("status.sending") : tt("retry")}
			</button>
			{message.errorDetail && <ProviderAnswer detail={message.errorDetail} />}
		</div>
	);
}

/** What the other side said, in its own words. */
export function ProviderAnswer({ detail }: { detail: string }) {
	const t = useTranslations("timeline");
	return (
		<details className="mt-0.5 basis-full text-right text-muted text-xs">
			<summary className="ml-auto w-fit rounded-sm hover:text-text">{t("providerAnswer")}</summary>
			<p className="mt-0.5 whitespace-pre-line [overflow-wrap:anywhere]">{detail}</p>
		</details>
	);
}

function reasonOf(code: string | null, t: ReturnType<typeof useTranslations<"delivery">>): string {
	const key = `error.${code ?? "provider"}` as Parameters<typeof t>[0];
	return t.has(key) ? t(key) : t("error.provider");
}
