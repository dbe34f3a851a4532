"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { changeNote } from "@/lib/notes/actions";
import { useChat } from "./chat-context";
import { mentionsIn } from "./mentions";

/** One's own note, written anew in its place. */
export function NoteEdit({ id, text: first, onDone }: { id: number; text: string; onDone: () => void }) {
	const t = useTranslations("timeline.noteMenu");
	const tc = useTranslations("common");
	const { users, store } = useChat();
	const [text, setText] = useState(first);
	const [save, saving] = useAction(changeNote, () => void store.changed(id).then(onDone));
	const submit = () => {
		if (text.trim()) save({ noteId: id, text, mentions: mentionsIn(text, users) });
	};
	function press(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing) return;
		if (event.key === "Escape") onDone();
		else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}
	return (
		<div className="grid w-[min(34rem,70vw)] gap-2 py-1">
			<Textarea autoFocus aria-label={t("noteText")} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={press} className="text-text" />
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
