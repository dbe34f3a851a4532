"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { ActionsButton } from "@/components/actions/actions-button";
import { TemplateButton } from "@/components/templates/template-button";
import { useUnfilled } from "@/components/templates/use-unfilled";
import { useChat } from "@/components/timeline/chat-context";
import { useTyping } from "@/components/timeline/use-typing";
import { TranslateButton } from "@/components/translation/translate-button";
import { writing } from "@/lib/channels/writing";
import { AttachButton } from "./attach-button";
import { AttachmentPart } from "./attachment-part";
import { AnsweredDialog } from "./dialogs";
import type { Draft } from "./drafts";
import { EmojiButton } from "./emoji-button";
import { EmojiSuggest } from "./emoji-suggest";
import type { RichHandle, Written } from "./field-handle";
import { FormError } from "./form-error";
import { FormatBar } from "./format-bar";
import type { Format } from "./formats";
import { type How, sendable } from "./outbox";
import { PlainField } from "./plain-field";
import { postReply } from "./post-reply";
import { RecipientsPart } from "./recipients-part";
import type { ReplyHandle } from "./reply-handle";
import { RichField } from "./rich-field";
import { SendButton } from "./send-button";
import { type Asked, SendDialogs } from "./send-dialogs";
import { SignatureLine } from "./signature-line";
import { submitKeys } from "./submit-keys";
import { TextCounter } from "./text-counter";
import { useAnswering } from "./use-answering";
import { useAttachments } from "./use-attachments";
import { asSaved, useDraft } from "./use-draft";
import { useSend } from "./use-send";

type Props = { field: RefObject<RichHandle | null>; handle: RefObject<ReplyHandle | null>; onDraft: (draft: Draft) => void };

/** An answer to the customer, in the form that its channel carries. */
export function ReplyForm({ field, handle, onDraft }: Props) {
	const t = useTranslations("composer");
	const id = useId();
	const chat = useChat();
	const { details, store } = chat;
	const { mail, segments } = writing[details.channel];
	const [active, setActive] = useState<Format[]>([]);
	const [refused, setRefused] = useState<string | null>(null);
	const unfilled = useUnfilled();
	const [asked, setAsked] = useState<Asked>(null);
	const [preferences, setPreferences] = useState(chat.writing);
	const area = useRef<HTMLTextAreaElement>(null);
	const fill = (written: Written) => mail && field.current?.set(written);
	const { draft, latest, change, sync } = useDraft("reply", fill);
	useEffect(() => onDraft(draft), [draft, onDraft]);

	const put = (written: Draft) => {
		change(written);
		fill(written);
	};
	const { send, error, clearError, answered, clearAnswered } = useSend("reply", {
		latest,
		sync,
		put,
		act: (letter) => postReply(details.id, letter),
	});
	const { recipients, unreachable, answer } = useAnswering({ draft, latest, change });
	const files = useAttachments({
		ids: draft.attachmentIds,
		rules: writing[details.channel].files,
		onIds: (attachmentIds) => change({ attachmentIds }),
		...(mail && { onPicture: (file) => field.current?.insertPicture(file) }),
	});
	const sayTyping = useTyping(details.id);
	useImperativeHandle(handle, () => ({
		answer,
		change,
		takeBack(kept) {
			const saved = asSaved(kept);
			if (saved) sync?.adopt(saved);
		},
	}));

	function submit(how: Partial<How> = {}) {
		if (unreachable || !(sendable(latest.current) || files.blocking)) return;
		const { kind, to, cc, bcc } = latest.current;
		const wrong = [...to, ...cc, ...bcc].some((entry) => entry.address === null);
		const left = unfilled(latest.current.text, mail ? latest.current.html : null);
		const problem = wrong ? t("fixAddresses") : kind === "forward" && to.length === 0 ? t("noForwardTo") : (files.blocking ?? left);
		setRefused(problem);
		if (problem) return;
		send({ archive: false, sendAt: null, seen: store.seen(), ...how });
	}
	/** What was refused may be right now. */
	function edit(part: Partial<Draft>) {
		clearError();
		setRefused(null);
		change(part);
	}
	function write(written: Written) {
		edit(written);
		if (written.text) sayTyping();
	}

	const common = { label: t("textLabel.reply"), placeholder: t("placeholder.reply"), onChange: write };
	return (
		<form onSubmit={(event) => event.preventDefault()} onKeyDownCapture={submitKeys(() => submit())} onPasteCapture={files.paste}>
			{recipients !== undefined && unreachable && (
				<p id={`${id}-unreachable`} className="border-line-soft border-b px-3.5 py-2 text-muted text-sm">
					{t("noRecipient")}
				</p>
			)}
			{mail && <RecipientsPart recipients={recipients} draft={draft} onChange={edit} onAnswer={answer} onWrite={() => field.current?.focus()} />}
			<EmojiSuggest field={field} />
			{mail ? (
				<RichField {...common} value={draft} handle={field} onFormats={setActive} />
			) : (
				<PlainField {...common} value={draft.text} area={area} handle={field} describedBy={`${id}-counter`} />
			)}
			{mail && <SignatureLine text={preferences.signature} onEdit={() => setAsked("writing")} />}
			<AttachmentPart files={files} />
			<FormError>{refused ?? error}</FormError>
			<div className="flex flex-wrap items-center gap-px px-2 pb-2 @max-lg:px-1">
				{mail && <FormatBar active={active} field={field} />}
				{mail && <span aria-hidden className="mx-1.5 h-[18px] w-px bg-line-strong @max-lg:hidden" />}
				<EmojiButton field={field} />
				<AttachButton files={files} />
				<TemplateButton
					writing={{ channel: details.channel, language: details.customer.language, conversationId: details.id, customerId: null }}
					field={field}
					onFiles={(coming) => files.follow(coming.then((ids) => change({ attachmentIds: [...latest.current.attachmentIds, ...ids] })))}
				/>
				<ActionsButton />
				{!mail && <TextCounter id={`${id}-counter`} text={draft.text} segments={segments} />}
				{chat.sendsIn && <TranslateButton language={chat.sendsIn} disabled={unreachable} onAsk={() => latest.current.text.trim() && setAsked("translate")} />}
				<SendButton
					disabled={unreachable}
					describedBy={unreachable ? `${id}-unreachable` : undefined}
					onSend={() => submit()}
					onSendAndArchive={() => submit({ archive: true })}
					onSchedule={() => sendable(latest.current) && setAsked("schedule")}
					onPreferences={() => setAsked("writing")}
				/>
			</div>
			<SendDialogs
				asked={asked}
				onAsk={setAsked}
				preferences={preferences}
				onPreferences={setPreferences}
				translation={
					chat.sendsIn
						? {
								about: { conversationId: details.id },
								language: chat.sendsIn,
								written: { text: latest.current.text, html: mail ? latest.current.html : null },
							}
						: null
				}
				onSubmit={submit}
			/>
			{answered && (
				<AnsweredDialog
					by={answered.by}
					onLook={clearAnswered}
					onSend={() => {
						clearAnswered();
						submit({ ...answered.how, seen: null });
					}}
				/>
			)}
		</form>
	);
}
