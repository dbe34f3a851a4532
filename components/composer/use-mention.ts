"use client";

import { type KeyboardEvent, type RefObject, useState } from "react";
import { matchingUsers } from "@/components/details/matching-users";
import { useChat } from "@/components/timeline/chat-context";
import { typedMention } from "@/components/timeline/mentions";
import type { ListedUser } from "@/lib/users/queries";
import { insertAtCaret } from "./plain-field";

export type Mention = ReturnType<typeof useMention>;

/** Colleagues who may be meant by what is typed after an `@`, to choose from with the keys or by a click. */
export function useMention(area: RefObject<HTMLTextAreaElement | null>) {
	const { users, me } = useChat();
	const [place, setPlace] = useState<{ from: number; typed: string } | null>(null);
	const [at, setAt] = useState(0);
	const others = users.filter(({ id, active }) => active && id !== me.id);
	const whole = others.some(({ name }) => name === place?.typed);
	const found = place && !whole ? matchingUsers(others, place.typed, me.id).slice(0, 6) : [];
	const current = found[Math.min(at, found.length - 1)];

	function look() {
		const { current: field } = area;
		const next = field && field.selectionStart === field.selectionEnd ? typedMention(field.value, field.selectionStart) : null;
		setPlace((known) => (known?.from === next?.from && known?.typed === next?.typed ? known : next));
		setAt(0);
	}
	function choose({ name }: ListedUser) {
		const field = area.current;
		if (!field || !place) return;
		field.focus();
		field.setSelectionRange(place.from, field.selectionEnd);
		insertAtCaret(field, `@${name} `);
		setPlace(null);
	}
	/** Whether the key was for the list. */
	function press(event: KeyboardEvent): boolean {
		if (!current || event.nativeEvent.isComposing || event.metaKey || event.ctrlKey) return false;
		const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
		if (step) setAt((found.indexOf(current) + step + found.length) % found.length);
		else if (event.key === "Enter" || event.key === "Tab") choose(current);
		else if (event.key === "Escape") setPlace(null);
		else return false;
		event.preventDefault();
		event.stopPropagation();
		return true;
	}
	return { found, current, look, choose, press, hover: setAt, close: () => setPlace(null) };
}
