"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useId, useRef } from "react";
import { ActionsButton } from "@/components/actions/actions-button";
import { useChat } from "@/components/timeline/chat-context";
import { mentionsIn } from "@/components/timeline/mentions";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { anyFile } from "@/lib/channels/file-rules";
import { AttachButton } from "./attach-button";
import { AttachmentPart } from "./attachment-part";
import { EmojiButton } from "./emoji-button";
import { EmojiSuggest } from "./emoji-suggest";
import type { FieldHandle } from "./field-handle";
import { FormError } from "./form-error";
import { MentionList } from "./mention-list";
import { PlainField } from "./plain-field";
import { postNote } from "./post-note";
import { submitKeys } from "./submit-keys";
import { useAttachments } from "./use-attachments";
import { useDraft } from "./use-draft";
import { useMention } from "./use-mention";
import { useSend } from "./use-send";

/** Text for the staff only. It knows one door, and that one leads to notes. */
export function NoteForm({ field }: { field: RefObject<FieldHandle | null> }) {
	const t = useTranslations("composer");
	const id = useId();
	const area = useRef<HTMLTextAreaElement>(null);
	const { details, users } = useChat();
	const mention = useMention(area);
	const { draft, latest, change, sync } = useDraft("note", () => {});
	const { send, error, clearError } = useSend("note", {
		latest,
		sync,
		put: change,
		act: (letter) => postNote(details.id, letter),
	});
	const files = useAttachments({ ids: draft.attachmentIds, rules: anyFile, onIds: (attachmentIds) => change({ attachmentIds }) });
	const save = () => !files.blocking && send({ archive: false, sendAt: null, seen: null, mentions: mentionsIn(latest.current.text, users) });
	return (
		<form
			onSubmit={(event) => event.preventDefault()}
			onKeyDownCapture={(event) => mention.press(event) || submitKeys(save)(event)}
			onPasteCapture={files.paste}
			onSelect={mention.look}
			onBlur={mention.close}
			className="relative"
		>
			<MentionList id={`${id}-mention`} mention={mention} />
			<p id={`${id}-hint`} className="flex items-center gap-1.5 px-3.5 pt-2 text-note-muted text-xs">
				<Lock aria-hidden className="size-[13px] shrink-0 stroke-[1.75]" />
				{t("noteHint")}
			</p>
			<EmojiSuggest field={field} />
			<PlainField
				label={t("textLabel.note")}
				placeholder={t("placeholder.note")}
				describedBy={`${id}-hint`}
				options={mention.current && { listId: `${id}-mention`, activeId: `${id}-mention-${mention.current.id}` }}
				value={draft.text}
				area={area}
				handle={field}
				onChange={({ text }) => {
					clearError();
					change({ text });
				}}
				className="text-note-text placeholder:text-note-muted"
			/>
			<AttachmentPart files={files} />
			<FormError>{files.blocking ?? error}</FormError>
			<div className="flex items-center px-2 pb-2">
				<EmojiButton field={field} />
				<AttachButton files={files} />
				<ActionsButton />
				<Button
					type="submit"
					onClick={save}
					className="ml-auto border-transparent bg-note-text font-medium text-note-fill not-disabled:hover:bg-note-text not-disabled:hover:opacity-90"
					aria-keyshortcuts="Control+Enter Meta+Enter"
				>
					<Lock aria-hidden />
					{t("saveNote")}
					<Kbd keys="mod+enter" className="border-current bg-transparent text-note-fill opacity-80 pointer-coarse:hidden" />
				</Button>
			</div>
		</form>
	);
}
