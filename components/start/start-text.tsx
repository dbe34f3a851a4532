"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useId, useRef, useState } from "react";
import { AttachButton } from "@/components/composer/attach-button";
import { AttachmentPart } from "@/components/composer/attachment-part";
import type { Draft } from "@/components/composer/drafts";
import { EmojiButton } from "@/components/composer/emoji-button";
import { EmojiSuggest } from "@/components/composer/emoji-suggest";
import type { RichHandle } from "@/components/composer/field-handle";
import { FormatBar } from "@/components/composer/format-bar";
import type { Format } from "@/components/composer/formats";
import { PlainField } from "@/components/composer/plain-field";
import { RichField } from "@/components/composer/rich-field";
import { SignatureLine } from "@/components/composer/signature-line";
import { TextCounter } from "@/components/composer/text-counter";
import type { useAttachments } from "@/components/composer/use-attachments";
import { TemplateButton } from "@/components/templates/template-button";
import { writing } from "@/lib/channels/writing";
import type { StartChannel } from "@/lib/messages/schema";

type Props = {
	draft: Draft;
	channel: StartChannel;
	inbox: { name: string; address: string } | null;
	field: RefObject<RichHandle | null>;
	files: ReturnType<typeof useAttachments>;
	signature: string;
	onChange: (part: Partial<Draft>) => void;
	onSignature: () => void;
	onFiles: (coming: Promise<number[]>) => void;
	onSubject: (subject: string) => void;
};

/** What the first message says: its text in the form that the channel carries, its files, and what helps to write it. */
export function StartText({ draft, channel, inbox, field, files, signature, onChange, onSignature, onFiles, onSubject }: Props) {
	const t = useTranslations("start");
	const id = useId();
	const [active, setActive] = useState<Format[]>([]);
	const area = useRef<HTMLTextAreaElement>(null);
	const { mail, segments } = writing[channel];
	const common = { label: t("message"), placeholder: t("messagePlaceholder"), onChange };
	return (
		<div data-writes="" onPasteCapture={files.paste} className="@container rounded-lg border border-line-strong transition-colors focus-within:border-accent">
			<EmojiSuggest field={field} />
			{mail ? (
				<RichField {...common} value={draft} handle={field} onFormats={setActive} />
			) : (
				<PlainField {...common} value={draft.text} area={area} handle={field} describedBy={`${id}-counter`} />
			)}
			{mail && <SignatureLine text={signature} onEdit={onSignature} />}
			<AttachmentPart files={files} />
			<div className="flex flex-wrap items-center gap-px px-1.5 pb-1.5">
				{mail && <FormatBar active={active} field={field} />}
				<EmojiButton field={field} />
				<AttachButton files={files} />
				<TemplateButton
					writing={{ channel, language: null, conversationId: null, customerId: draft.recipient?.id ?? null }}
					known={{ "conversation.subject": draft.subject, "inbox.name": inbox?.name, "inbox.address": inbox?.address }}
					field={field}
					onFiles={onFiles}
					onSubject={onSubject}
				/>
				{!mail && <TextCounter id={`${id}-counter`} text={draft.text} segments={segments} />}
			</div>
		</div>
	);
}
