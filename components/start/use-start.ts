"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { newKey } from "@/components/composer/new-key";
import { useToast } from "@/components/ui/use-toast";
import { start } from "@/lib/messages/actions";
import type { StartChannel } from "@/lib/messages/schema";
import type { StartDraft } from "./start-draft";

type Sendable = StartDraft & { channel: StartChannel };

/** Sends the first message and opens its conversation. Pressing again after a refusal, or when nobody answered, goes under the same key: it is one message. */
export function useStart(onSent: () => void) {
	const t = useTranslations("start");
	const router = useRouter();
	const toast = useToast();
	const key = useRef(newKey());
	const [sending, setSending] = useState(false);
	const [error, setError] = useState<string | null>(null);

	async function send(draft: Sendable, archive: boolean) {
		const { recipient, channel, subject, text, html, replyTo, attachmentIds } = draft;
		if (!recipient || sending) return;
		const mail = channel === "email";
		const addresses = (list: StartDraft["cc"]) => (mail ? list.flatMap(({ address }) => address ?? []) : []);
		setSending(true);
		setError(null);
		const result = await start({
			customerId: recipient.id,
			clientKey: key.current,
			channel,
			subject: mail ? subject : "",
			text,
			html: mail ? html : null,
			cc: addresses(draft.cc),
			bcc: addresses(draft.bcc),
			replyTo,
			archive,
			attachmentIds,
		}).catch(() => null);
		setSending(false);
		if (!result?.ok) return setError(result?.error ?? t("offline"));
		onSent();
		if (result.data.continued) toast(t("continued", { name: recipient.name }));
		router.push(`/inbox/${result.data.conversationId}`);
	}
	return { send, sending, error, clearError: () => setError(null) };
}
