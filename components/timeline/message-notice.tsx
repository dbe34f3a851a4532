"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { answered } from "@/components/ui/answered";
import { useToast } from "@/components/ui/use-toast";
import { reread } from "@/lib/messages/actions";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { useChat } from "./chat-context";
import { ProviderAnswer } from "./delivery-status";

/** What one should know of a message that has not failed: its text could not be read here, its reader called it spam, it is late. */
export function MessageNotice({ message: { id, direction, errorCode, errorDetail } }: { message: TimelineMessage }) {
	const t = useTranslations("timeline.notice");
	const known = direction === "in" ? (["unparsed", "rereading", "sealed"] as const) : (["complained", "delayed", "partlyRefused"] as const);
	const notice = known.find((code) => code === errorCode);
	if (!notice) return null;
	return (
		<>
			<p className="mt-1 text-note-text text-xs [overflow-wrap:anywhere]" aria-live="polite">
				{t(notice, { addresses: addressesIn(errorDetail) })} {notice === "unparsed" ? <ReadAgain messageId={id} /> : null}
			</p>
			{notice === "partlyRefused" && errorDetail && <ProviderAnswer detail={errorDetail} />}
		</>
	);
}

/** Each line begins with an address; the server's words stand behind it. */
const addressesIn = (detail: string | null) =>
	(detail ?? "")
		.split("\n")
		.map((line) => line.split(": ")[0])
		.join(", ");

/** The raw mail is kept: what could not be read then may be read now. */
function ReadAgain({ messageId }: { messageId: number }) {
	const t = useTranslations("timeline");
	const tc = useTranslations("common");
	const { store } = useChat();
	const toast = useToast();
	const [asking, setAsking] = useState(false);

	async function ask() {
		if (asking) return;
		setAsking(true);
		const result = await answered(reread({ messageId }));
		if (!result?.ok) toast(result?.error ?? tc("actionFailed"), { failed: true });
		await store.changed(messageId);
		setAsking(false);
	}

	return (
		<button type="button" onClick={ask} aria-busy={asking || undefined} className="rounded-sm font-semibold underline underline-offset-2 hover:decoration-2">
			{t("reread")}
		</button>
	);
}
