"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { MentionList } from "@/components/composer/mention-list";
import { useMention } from "@/components/composer/use-mention";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { changeNote } from "@/lib/notes/actions";
import { useChat } from "./chat-context";
import { mentionsIn } from "./mentions";

/** One's own note, written anew in its place. */
export function NoteEdit({ id: noteId, text: first, onDone }: { id: number; text: string; onDone: () => void }) {
	const t = useTranslations("timeline.noteMenu");
	const tc = useTranslations("common");
	const { users, store } = useChat();
	const id = useId();
	const area = useRef<HTMLTextAreaElement>(null);
	const mention = useMention(area);
	const [text, setText] = useState(first);
	const [save, saving] = useAction(changeNote, () => void store.changed(noteId).then(onDone));
	const submit = () => {
		if (text.trim()) save({ noteId, text, mentions: mentionsIn(text, users) });
	};
	function press(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing || mention.press(event)) return;
		if (event.key === "Escape") onDone();
		else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}
	return (
		<div className="relative grid w-[min(34rem,70vw)] gap-2 py-1">
			<MentionList id={`${id}-mention`} mention={mention} />
			<Textarea
				ref={area}
				autoFocus
				aria-autocomplete={mention.current && "list"}
				aria-controls={mention.current && `${id}-mention`}
				aria-activedescendant={mention.current && `${id}-mention-${mention.current.id}`}
				aria-label={t("noteText")}
				value={text}
				onChange={(event) => setText(event.target.value)}
				onKeyDown={press}
				onSelect={mention.look}
				onBlur={mention.close}
				className="text-text"
			/>
			<div className="flex justify-end gap-2">
				<Button size="sm" onClick={onDone} className="text-text">
					{tc("cancel")}
				</Button>
				<Button size="sm" variant="solid" loading={saving} disabled={!text.trim()} onClick={submit}>
					{tc("save")}
				</Button>
			</div>
		</div>
	);
}
