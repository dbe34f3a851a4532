"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { AttachButton } from "@/components/composer/attach-button";
import { AttachmentPart } from "@/components/composer/attachment-part";
import { ScheduleDialog, TranslateDialog, WritingDialog } from "@/components/composer/dialogs";
import type { SavedDraft } from "@/components/composer/draft-sync";
import { emptyDraft, isEmpty, saysSomething } from "@/components/composer/drafts";
import { EmojiButton } from "@/components/composer/emoji-button";
import { EmojiSuggest } from "@/components/composer/emoji-suggest";
import type { RichHandle } from "@/components/composer/field-handle";
import { FormError } from "@/components/composer/form-error";
import { FormatBar } from "@/components/composer/format-bar";
import type { Format } from "@/components/composer/formats";
import { PlainField } from "@/components/composer/plain-field";
import { RichField } from "@/components/composer/rich-field";
import { SendButton } from "@/components/composer/send-button";
import { SignatureLine } from "@/components/composer/signature-line";
import { submitKeys } from "@/components/composer/submit-keys";
import { TextCounter } from "@/components/composer/text-counter";
import { useAttachments } from "@/components/composer/use-attachments";
import { TemplateButton } from "@/components/templates/template-button";
import { useUnfilled } from "@/components/templates/use-unfilled";
import { TranslateButton } from "@/components/translation/translate-button";
import { Button } from "@/components/ui/button";
import { DialogBody } from "@/components/ui/dialog";
import { writing } from "@/lib/channels/writing";
import type { Recipient } from "@/lib/customers/create";
import type { StartOptions } from "@/lib/messages/start-options";
import { ChannelField } from "./channel-field";
import { CreateCustomer } from "./create-customer";
import { MailFields } from "./mail-fields";
import { RecipientField } from "./recipient-field";
import { unavailable } from "./start-draft";
import { useSendsIn } from "./use-sends-in";
import { type HowToStart, useStart } from "./use-start";
import { useStartDraft } from "./use-start-draft";
import type { WaitingStart } from "./use-waiting-starts";

type Props = {
	userId: number;
	to: Recipient | null;
	options: StartOptions;
	saved: SavedDraft | null;
	onClose: () => void;
	onWaiting: (start: WaitingStart) => void;
};
type Missing = "recipient" | "subject" | "text" | "addresses" | "files" | "values";

/** To whom, on which channel, and what. Nothing but a draft exists until it is sent; what is typed stays when the dialog closes. */
export function StartForm({ userId, to, options, saved, onClose, onWaiting }: Props) {
	const t = useTranslations("start");
	const write = useTranslations("composer");
	const id = useId();
	const [creating, setCreating] = useState<string | null>(null);
	const [missing, setMissing] = useState<Missing | null>(null);
	const [active, setActive] = useState<Format[]>([]);
	const search = useRef<HTMLInputElement>(null);
	const field = useRef<RichHandle>(null);
	const area = useRef<HTMLTextAreaElement>(null);
	const box = useRef<HTMLDivElement>(null);
	const [asking, setAsking] = useState<"schedule" | "writing" | "translate" | null>(null);
	const [preferences, setPreferences] = useState(options.writing);
	const { draft, latest, change, sync } = useStartDraft({ userId, to, saved }, (written) => field.current?.set?.(written));
	const clear = () => {
		change({ ...emptyDraft, recipient: to });
		onClose();
	};
	const unfilled = useUnfilled();
	const { send, sending, error, clearError } = useStart({ sync, fromRecord: to !== null, onChange: change, onSent: clear, onWaiting });

	const choices = options.channels.map(({ channel, inbox }) => ({ channel, inbox, unavailable: unavailable(channel, inbox !== null, draft.recipient) }));
	const usable = choices.filter((choice) => choice.unavailable === null);
	const chosen = usable.find(({ channel }) => channel === draft.channel) ?? usable[0] ?? null;
	const channel = chosen?.channel ?? draft.channel ?? "email";
	const { mail, segments } = writing[channel];
	const sendsIn = useSendsIn(draft.recipient?.id ?? null, chosen?.channel ?? null);
	const files = useAttachments({
		ids: draft.attachmentIds,
		rules: writing[channel].files,
		onIds: (attachmentIds) => edit({ attachmentIds }),
		...(mail && { onPicture: (file) => field.current?.insertPicture(file) }),
	});

	// Not when the dialog opens, which is before this is there.
	useEffect(() => {
		const subject = box.current?.querySelector<HTMLInputElement>("input[name=subject]");
		(search.current ?? (subject?.value === "" ? subject : field.current))?.focus();
	}, []);

	function pick(recipient: Recipient) {
		flushSync(() => {
			setCreating(null);
			setMissing(null);
			change({ recipient });
		});
		const subject = box.current?.querySelector<HTMLInputElement>("input[name=subject]");
		if (subject && subject.value === "") subject.focus();
		else field.current?.focus();
	}
	function backToSearch(part: { recipient?: null } = {}) {
		flushSync(() => {
			setCreating(null);
			change(part);
		});
		search.current?.focus();
	}
	/** Answers what there is to send, or says what is missing. */
	function complete() {
		if (creating !== null) return null;
		const now = latest.current;
		const wrong = mail && [...now.cc, ...now.bcc].some(({ address }) => address === null);
		const left = unfilled(mail ? `${now.subject} ${now.text}` : now.text, mail ? now.html : null);
		const lacks = !now.recipient
			? "recipient"
			: mail && now.subject.trim() === ""
				? "subject"
				: wrong
					? "addresses"
					: !(saysSomething(now) || files.blocking)
						? "text"
						: files.blocking
							? "files"
							: left
								? "values"
								: null;
		setMissing(lacks);
		if (lacks === "recipient") search.current?.focus();
		else if (lacks === "subject") box.current?.querySelector<HTMLInputElement>("input[name=subject]")?.focus();
		else if (lacks === "text") field.current?.focus();
		return !lacks && chosen && now.recipient ? { draft: { ...now, recipient: now.recipient }, channel: chosen.channel } : null;
	}
	function submit(how: Partial<HowToStart> = {}) {
		const ready = complete();
		if (ready) void send(ready.draft, { channel: ready.channel, archive: false, sendAt: null, ...how });
	}
	function edit(part: Parameters<typeof change>[0]) {
		clearError();
		setMissing(null);
		change(part);
	}

	const common = { label: t("message"), placeholder: t("messagePlaceholder"), onChange: edit };
	const told =
		missing === "addresses"
			? write("fixAddresses")
			: missing === "text"
				? t("textMissing")
				: missing === "files"
					? files.blocking
					: missing === "values"
						? unfilled(`${draft.subject} ${draft.text}`, draft.html)
						: error;
	return (
		<div ref={box} data-drop="" className="relative flex min-h-0 flex-1 flex-col" onKeyDownCapture={submitKeysWithin(() => submit())}>
			<DialogBody className="flex-1 content-start">
				<ChannelField
					choices={choices}
					value={chosen?.channel ?? null}
					recipient={draft.recipient?.name ?? ""}
					onChange={(value) => edit({ channel: value })}
				/>
				{creating === null ? (
					<RecipientField
						value={draft.recipient}
						input={search}
						error={missing === "recipient" ? t("recipientMissing") : undefined}
						onPick={pick}
						onClear={() => backToSearch({ recipient: null })}
						onCreate={setCreating}
					/>
				) : (
					<CreateCustomer typed={creating} onDone={pick} onCancel={() => backToSearch()} />
				)}
				{mail && (
					<MailFields
						draft={draft}
						subjectError={missing === "subject" ? t("subjectMissing") : undefined}
						personal={options.personalInbox}
						main={chosen?.inbox ?? null}
						onChange={edit}
					/>
				)}
				<div
					data-writes=""
					onPasteCapture={files.paste}
					className="@container rounded-lg border border-line-strong transition-colors focus-within:border-accent"
				>
					<EmojiSuggest field={field} />
					{mail ? (
						<RichField {...common} value={draft} handle={field} onFormats={setActive} />
					) : (
						<PlainField {...common} value={draft.text} area={area} handle={field} describedBy={`${id}-counter`} />
					)}
					{mail && <SignatureLine text={preferences.signature} onEdit={() => setAsking("writing")} />}
					<AttachmentPart files={files} />
					<div className="flex flex-wrap items-center gap-px px-1.5 pb-1.5">
						{mail && <FormatBar active={active} field={field} />}
						<EmojiButton field={field} />
						<AttachButton files={files} />
						<TemplateButton
							writing={{ channel, language: null, conversationId: null, customerId: draft.recipient?.id ?? null }}
							known={{ "conversation.subject": draft.subject, "inbox.name": chosen?.inbox?.name, "inbox.address": chosen?.inbox?.address }}
							field={field}
							onFiles={(ids) => edit({ attachmentIds: [...latest.current.attachmentIds, ...ids] })}
							onSubject={(subject) => latest.current.subject.trim() === "" && edit({ subject })}
						/>
						{!mail && <TextCounter id={`${id}-counter`} text={draft.text} segments={segments} />}
					</div>
				</div>
				{chosen?.channel === "whatsapp" && <p className="text-muted text-xs">{t("whatsappWindow")}</p>}
			</DialogBody>
			<FormError>{told}</FormError>
			<footer className="flex items-center gap-2 border-line-soft border-t bg-ground px-5 py-3">
				{isEmpty(draft) ? <Button onClick={onClose}>{t("cancel")}</Button> : <Button onClick={clear}>{t("discard")}</Button>}
				{sendsIn && (
					<TranslateButton
						language={sendsIn}
						disabled={sending || chosen === null}
						onAsk={() => latest.current.text.trim() && complete() && setAsking("translate")}
					/>
				)}
				<SendButton
					disabled={sending || chosen === null}
					onSend={() => submit()}
					onSendAndArchive={() => submit({ archive: true })}
					onSchedule={() => complete() && setAsking("schedule")}
					onPreferences={() => setAsking("writing")}
				/>
			</footer>
			{asking === "schedule" && (
				<ScheduleDialog
					onClose={() => setAsking(null)}
					onChoose={(at) => {
						setAsking(null);
						submit({ sendAt: at.toISOString() });
					}}
				/>
			)}
			{asking === "translate" && sendsIn && chosen && draft.recipient && (
				<TranslateDialog
					about={{ customerId: draft.recipient.id, channel: chosen.channel, subject: draft.subject }}
					language={sendsIn}
					written={{ text: draft.text, html: mail ? draft.html : null }}
					onClose={() => setAsking(null)}
					onSend={(translated) => {
						setAsking(null);
						submit(translated ? { translated } : {});
					}}
				/>
			)}
			{asking === "writing" && (
				<WritingDialog
					writing={preferences}
					onClose={() => setAsking(null)}
					onSaved={(kept) => {
						setPreferences(kept);
						setAsking(null);
					}}
				/>
			)}
		</div>
	);
}

/** As in the composer, but Escape is the dialog's. */
function submitKeysWithin(submit: () => void) {
	const press = submitKeys(submit);
	return (event: Parameters<typeof press>[0]) => event.key !== "Escape" && press(event);
}
