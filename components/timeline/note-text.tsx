"use client";

import { useChat } from "./chat-context";
import { mentionPieces } from "./mentions";
import { LinkedText } from "./message-text";

/** What a note says, with the names of colleagues to be seen: mine most of all. */
export function NoteText({ text, mentions }: { text: string; mentions: number[] }) {
	const { users, me } = useChat();
	const named = users.filter(({ id }) => mentions.includes(id));
	return mentionPieces(text, named).map(({ at, text: part, userId }) =>
		userId === null ? (
			<LinkedText key={at} text={part} />
		) : (
			<strong key={at} className={userId === me.id ? "rounded-sm bg-note-line px-0.5 font-semibold" : "font-semibold"}>
				{part}
			</strong>
		),
	);
}
