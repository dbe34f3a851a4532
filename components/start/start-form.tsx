"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { SavedDraft } from "@/components/composer/draft-sync";
import { emptyDraft, isEmpty } from "@/components/composer/drafts";
import type { RichHandle } from "@/components/composer/field-handle";
import { FormError } from "@/components/composer/form-error";
import { SendButton } from "@/components/composer/send-button";
import { type Asked, SendDialogs } from "@/components/composer/send-dialogs";
import { submitKeys } from "@/components/composer/submit-keys";
import { Undeliverable } from "@/components/composer/undeliverable";
import { useAttachments } from "@/components/composer/use-attachments";
import { useUnfilled } from "@/components/templates/use-unfilled";
import { TranslateButton } from "@/components/translation/translate-button";
import { Button } from "@/components/ui/button";
import { DialogBody } from "@/components/ui/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { writing } from "@/lib/channels/writing";
import type { Recipient } from "@/lib/customers/create";
import type { StartOptions } from "@/lib/messages/start-options";
import { ChannelField } from "./channel-field";
import { MailFields } from "./mail-fields";
import { RecipientField } from "./recipient-field";
import { type Missing, missingOf, unavailable } from "./start-draft";
import { StartText } from "./start-text";
import { useAdvice } from "./use-advice";
import { useDiscard } from "./use-discard";
import { type HowToStart, useStart } from "./use-start";
import { useStartDraft } from "./use-start-draft";
import type { WaitingStart } from "./use-waiting-starts";

/** Knows the numbers of all countries, which seldom anybody needs here. */
const CreateCustomer = onDemand(() => import("./create-customer").then((module) => module.CreateCustomer));

type Props = {
	userId: number;
	to: Recipient | null;
	options: StartOptions;
	saved: SavedDraft | null;
	onClose: () => void;
	onWaiting: (start: WaitingStart) => void;
};

/** To whom, on which channel, and what. Nothing but a draft exists until it is sent; what is typed stays when the dialog closes. */
export function StartForm({ userId, to, options, saved, onClose, onWaiting }: Props) {
	const t = useTranslations("start");
	const write = useTranslations("composer");
	const [creating, setCreating] = useState<string | null>(null);
	const [missing, setMissing] = useState<Missing | null>(null);
	const search = useRef<HTMLInputElement>(null);
	const field = useRef<RichHandle>(null);
	const box = useRef<HTMLDivElement>(null);
	const [asked, setAsked] = useState<Asked>(null);
	const [preferences, setPreferences] = useState(options.writing);
	const { draft, latest, change, sync } = useStartDraft({ userId, to, saved }, (written) => field.current?.set?.(written));
	const clear = () => {
		change({ ...emptyDraft, recipient: to });
		onClose();
	};
	const discarded = useDiscard(to);
	const throwAway = () => {
		discarded(latest.current);
		clear();
	};
	const unfilled = useUnfilled();
	const { send, sending, error, clearError } = useStart({ sync, fromRecord: to !== null, onChange: change, onSent: clear, onWaiting });

	const choices = options.channels.map(({ channel, inbox }) => ({ channel, inbox, unavailable: unavailable(channel, inbox !== null, draft.recipient) }));
	const usable = choices.filter((choice) => choice.unavailable === null);
	const chosen = usable.find(({ channel }) => channel === draft.channel) ?? usable[0] ?? null;
	const channel = chosen?.channel ?? draft.channel ?? "email";
	const { mail } = writing[channel];
	const { sendsIn, undeliverable } = useAdvice(draft.recipient?.id ?? null, chosen?.channel ?? null);
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
		const lacks = missingOf(now, {
			mail,
			blocked: Boolean(files.blocking),
			left: unfilled(mail ? `${now.subject} ${now.text}` : now.text, mail ? now.html : null),
		});
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

	const words: Partial<Record<Missing, string | null>> = {
		addresses: write("fixAddresses"),
		text: t("textMissing"),
		files: files.blocking,
		values: unfilled(`${draft.subject} ${draft.text}`, draft.html),
	};
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
					<CreateCustomer typed={creating} onDone={pick} onCancel={() => backToSearch()} onGone={() => backToSearch()} />
				)}
				<div className="overflow-hidden rounded-md empty:hidden">
					<Undeliverable addresses={undeliverable} />
				</div>
				{mail && (
					<MailFields
						draft={draft}
						subjectError={missing === "subject" ? t("subjectMissing") : undefined}
						personal={options.personalInbox}
						main={chosen?.inbox ?? null}
						onChange={edit}
					/>
				)}
				<StartText
					draft={draft}
					channel={channel}
					inbox={chosen?.inbox ?? null}
					field={field}
					files={files}
					signature={preferences.signature}
					onChange={edit}
					onSignature={() => setAsked("writing")}
					onFiles={(coming) => files.follow(coming.then((ids) => edit({ attachmentIds: [...latest.current.attachmentIds, ...ids] })))}
					onSubject={(subject) => latest.current.subject.trim() === "" && edit({ subject })}
				/>
				{chosen?.channel === "whatsapp" && <p className="text-muted text-xs">{t("whatsappWindow")}</p>}
			</DialogBody>
			<FormError>{(missing && words[missing]) ?? error}</FormError>
			<footer className="@container flex items-center gap-2 border-line-soft border-t bg-ground px-5 py-3">
				{isEmpty(draft) ? <Button onClick={onClose}>{t("cancel")}</Button> : <Button onClick={throwAway}>{t("discard")}</Button>}
				{sendsIn && (
					<TranslateButton
						language={sendsIn}
						disabled={sending || chosen === null}
						onAsk={() => latest.current.text.trim() && complete() && setAsked("translate")}
					/>
				)}
				<SendButton
					disabled={sending || chosen === null}
					onSend={() => submit()}
					onSendAndArchive={() => submit({ archive: true })}
					onSchedule={() => complete() && setAsked("schedule")}
					onPreferences={() => setAsked("writing")}
				/>
			</footer>
			<SendDialogs
				asked={asked}
				onAsk={setAsked}
				preferences={preferences}
				onPreferences={setPreferences}
				translation={
					sendsIn && chosen && draft.recipient
						? {
								about: { customerId: draft.recipient.id, channel: chosen.channel, subject: draft.subject },
								language: sendsIn,
								written: { text: draft.text, html: mail ? draft.html : null },
							}
						: null
				}
				onSubmit={submit}
			/>
		</div>
	);
}

/** As in the composer, but Escape is the dialog's. */
function submitKeysWithin(submit: () => void) {
	const press = submitKeys(submit);
	return (event: Parameters<typeof press>[0]) => event.key !== "Escape" && press(event);
}
