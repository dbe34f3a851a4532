"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DraftSync } from "@/components/composer/draft-sync";
import type { Draft } from "@/components/composer/drafts";
import { newKey } from "@/components/composer/new-key";
import type { Translated } from "@/components/composer/outbox";
import { answered } from "@/components/ui/answered";
import { useToast } from "@/components/ui/use-toast";
import type { Recipient } from "@/lib/customers/create";
import { start } from "@/lib/messages/actions";
import type { StartChannel } from "@/lib/messages/schema";
import type { WaitingStart } from "./use-waiting-starts";

type Options = {
	sync: DraftSync | null;
	fromRecord: boolean;
	onChange: (part: Partial<Draft>) => void;
	onSent: () => void;
	onWaiting: (start: WaitingStart) => void;
};
export type HowToStart = { channel: StartChannel; archive: boolean; sendAt: string | null; translated?: Translated };

/**
 * Sends the first message. Pressing again when nobody answered goes under the key that the draft has, here and on other devices: it is one
 * message. Where it went out at once, its conversation opens.
 */
export function useStart({ sync, fromRecord, onChange, onSent, onWaiting }: Options) {
	const t = useTranslations("start");
	const router = useRouter();
	const toast = useToast();
	const [sending, setSending] = useState(false);
	const [error, setError] = useState<string | null>(null);

	async function send(draft: Draft & { recipient: Recipient }, how: HowToStart) {
		if (sending) return;
		const clientKey = draft.clientKey ?? newKey();
		if (clientKey !== draft.clientKey) onChange({ clientKey });
		setSending(true);
		setError(null);
		sync?.hold();
		const result = await answered(start({ ...written(draft, how), clientKey, fromRecord, revisions: sync?.revisions ?? [] }));
		setSending(false);
		if (result?.ok) onSent();
		// What was refused was not kept under this key; what nobody answered to may have been.
		else if (result) onChange({ clientKey: newKey() });
		void sync?.release();
		if (!result?.ok) return setError(result?.error ?? t("offline"));
		const { data } = result;
		if (data.state === "waiting") onWaiting({ ...data, recipient: draft.recipient });
		if (data.state !== "sent") return;
		if (data.continued) toast(t("continued", { name: draft.recipient.name }));
		router.push(`/inbox/${data.conversationId}`);
	}
	return { send, sending, error, clearError: () => setError(null) };
}

function written({ recipient, cc, bcc, replyTo, attachmentIds, ...draft }: Draft & { recipient: Recipient }, { channel, translated, ...how }: HowToStart) {
	const mail = channel === "email";
	const content = ({ text, html, subject }: Partial<Draft> & Pick<Draft, "text" | "html">) => ({
		text,
		html: mail ? html : null,
		subject: mail ? (subject ?? draft.subject) : "",
	});
	const addresses = (list: Draft["cc"]) => (mail ? list.flatMap(({ address }) => address ?? []) : []);
	return {
		customerId: recipient.id,
		channel,
		...content(translated ?? draft),
		written: translated ? { ...content(draft), language: translated.language, sentIn: translated.sentIn, provider: translated.provider } : null,
		cc: addresses(cc),
		bcc: addresses(bcc),
		replyTo,
		attachmentIds,
		...how,
	};
}
