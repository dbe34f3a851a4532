"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { MentionList } from "@/components/composer/mention-list";
import { newKey } from "@/components/composer/new-key";
import { useMention } from "@/components/composer/use-mention";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { note as addNote, changeNote } from "@/lib/notes/actions";
import type { TimelineNote } from "@/lib/timeline/queries";
import { useChat } from "./chat-context";
import { mentionsIn } from "./mentions";

type Props = {
	note: TimelineNote;
	/** Somebody has deleted it meanwhile. */ deleted: boolean;
	/** Begun before, and found again: nobody asked for it now. */ resumed: boolean;
	onDone: () => void;
};

/** One's own note, written anew in its place; one that is not there any more can be left as another. */
export function NoteEdit({ note, deleted, resumed, onDone }: Props) {
	const t = useTranslations("timeline.noteMenu");
	const tc = useTranslations("common");
	const { users, details, store } = useChat();
	const id = useId();
	const area = useRef<HTMLTextAreaElement>(null);
	const mention = useMention(area);
	const [text, setText] = useState(() => store.editOf(note.id) ?? note.text);
	const sent = useRef({ text: "", clientKey: "" });
	const [save, saving] = useAction(changeNote, () => void store.changed(note.id).then(onDone));
	const [add, adding] = useAction(addNote, () => void store.changed().then(onDone));
	const mentions = () => mentionsIn(text, users);
	const submit = () => {
		if (!text.trim() || saving || adding) return;
		// The same words again, after nobody answered, are the same note.
		if (sent.current.text !== text) sent.current = { text, clientKey: newKey() };
		if (deleted) add({ conversationId: details.id, ...sent.current, attachmentIds: [], mentions: mentions() });
		else save({ noteId: note.id, text, mentions: mentions() });
	};
	function write(written: string) {
		setText(written);
		store.writeEdit(note, written);
	}
	function press(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing || mention.press(event)) return;
		// What is the only one left is given up by its button alone.
		if (event.key === "Escape") deleted || onDone();
		else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}
	return (
		<div className="relative grid gap-2 py-1">
			{deleted && (
				<p role="alert" id={`${id}-gone`} className="text-sm">
					{t("gone")}
				</p>
			)}
			<MentionList id={`${id}-mention`} mention={mention} />
			<Textarea
				ref={area}
				autoFocus={!resumed}
				aria-autocomplete={mention.current && "list"}
				aria-controls={mention.current && `${id}-mention`}
				aria-activedescendant={mention.current && `${id}-mention-${mention.current.id}`}
				aria-describedby={deleted ? `${id}-gone` : undefined}
				aria-label={t("noteText")}
				value={text}
				onChange={(event) => write(event.target.value)}
				onKeyDown={press}
				onSelect={mention.look}
				onBlur={mention.close}
				className="text-text"
			/>
			<div className="flex flex-wrap justify-end gap-2">
				<Button size="sm" onClick={onDone} className="text-text">
					{deleted ? t("discard") : tc("cancel")}
				</Button>
				<Button size="sm" variant="solid" loading={saving || adding} disabled={!text.trim()} onClick={submit}>
					{deleted ? t("saveAsNew") : tc("save")}
				</Button>
			</div>
		</div>
	);
}
