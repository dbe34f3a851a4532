"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useId, useRef, useState } from "react";
import { ActionsButton } from "@/components/actions/actions-button";
import { TemplateButton } from "@/components/templates/template-button";
import { useUnfilled } from "@/components/templates/use-unfilled";
import { useChat } from "@/components/timeline/chat-context";
import { writing } from "@/lib/channels/writing";
import { reply } from "@/lib/messages/actions";
import type { Draft } from "./drafts";
import { EmojiButton } from "./emoji-button";
import type { RichHandle, Written } from "./field-handle";
import { FormError } from "./form-error";
import { FormatBar } from "./format-bar";
import type { Format } from "./formats";
import { PlainField } from "./plain-field";
import { Recipients } from "./recipients";
import type { ReplyTo } from "./reply-to";
import { RichField } from "./rich-field";
import { SendButton } from "./send-button";
import { submitKeys } from "./submit-keys";
import { TextCounter } from "./text-counter";
import { useDraft } from "./use-draft";
import { useSend } from "./use-send";

/** An answer to the customer, in the form that its channel carries. */
export function ReplyForm({ field, replyTo }: { field: RefObject<RichHandle | null>; replyTo: ReplyTo }) {
	const t = useTranslations("composer");
	const id = useId();
	const { details, recipients, me } = useChat();
	const { mail, segments } = writing[details.channel];
	const [active, setActive] = useState<Format[]>([]);
	const [refused, setRefused] = useState<string | null>(null);
	const unfilled = useUnfilled();
	const area = useRef<HTMLTextAreaElement>(null);
	const archive = useRef(false);
	const { draft, latest, change } = useDraft(me.id, details.id, "reply");

	const put = (written: Draft) => {
		change(written);
		if (mail) field.current?.set(written);
	};
	const act = (given: Draft, clientKey: string) =>
		reply({
			conversationId: details.id,
			clientKey,
			text: given.text,
			html: mail ? given.html : null,
			cc: given.cc.flatMap((entry) => entry.address ?? []),
			replyTo,
			archive: archive.current,
		});
	const { send, error, clearError } = useSend("reply", { latest, put, act });
	const unreachable = recipients === null || recipients.to.length === 0;

	function submit(andArchive: boolean) {
		if (unreachable) return;
		const wrong = latest.current.cc.some((entry) => entry.address === null);
		const refusal = wrong ? t("fixAddresses") : unfilled(latest.current.text, latest.current.html);
		setRefused(refusal);
		if (refusal) return;
		archive.current = andArchive;
		send();
	}
	function write(written: Written) {
		clearError();
		setRefused(null);
		change(written);
	}

	const common = { label: t("textLabel.reply"), placeholder: t("placeholder.reply"), onChange: write };
	return (
		<form onSubmit={(event) => event.preventDefault()} onKeyDownCapture={submitKeys(() => submit(false))}>
			{unreachable && (
				<p id={`${id}-unreachable`} className="border-line-soft border-b px-3.5 py-2 text-muted text-sm">
					{t("noRecipient")}
				</p>
			)}
			{mail && !unreachable && <Recipients recipients={recipients} cc={draft.cc} onCc={(cc) => change({ cc })} />}
			{mail ? (
				<RichField {...common} value={draft} handle={field} onFormats={setActive} />
			) : (
				<PlainField {...common} value={draft.text} area={area} handle={field} describedBy={`${id}-counter`} />
			)}
			<FormError>{refused ?? error}</FormError>
			<div className="flex items-center gap-px px-2 pb-2">
				{mail && <FormatBar active={active} field={field} />}
				{mail && <span aria-hidden className="mx-1.5 h-[18px] w-px bg-line-strong" />}
				<EmojiButton field={field} />
				<TemplateButton
					writing={{ channel: details.channel, language: details.customer.language, conversationId: details.id, customerId: null }}
					field={field}
				/>
				<ActionsButton />
				{!mail && <TextCounter id={`${id}-counter`} text={draft.text} segments={segments} />}
				<SendButton
					disabled={unreachable}
					describedBy={unreachable ? `${id}-unreachable` : undefined}
					onSend={() => submit(false)}
					onSendAndArchive={() => submit(true)}
				/>
			</div>
		</form>
	);
}
