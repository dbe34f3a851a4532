"use client";

import { useLocale, useTranslations } from "next-intl";
import { type RefObject, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { cn } from "@/lib/utils";
import type { FoundEmoji } from "./emoji-search";
import type { FieldHandle } from "./field-handle";

/** A colon where a word begins, and the beginning of what an emoji is called; not the colon of "10:30", nor a smile of two signs. */
const called = /(?:^|[\s(\ufffc])(:[\p{L}+-][\p{L}\p{M}\p{N}_+-]{1,30})$/u;

type State = { typed: string; found: FoundEmoji[]; at: number };
const nothing: State = { typed: "", found: [], at: 0 };

/** Emoji to choose from while one writes `:` and a word: above the field, in the form or what is marked `data-writes` around it. */
export function EmojiSuggest({ field }: { field: RefObject<FieldHandle | null> }) {
	const t = useTranslations("composer");
	const locale = useLocale();
	const id = useId();
	const here = useRef<HTMLSpanElement>(null);
	const [{ typed, found, at }, setState] = useState<State>(nothing);
	const open = found.length > 0;
	const current = found[at];
	const asked = useRef("");

	const look = useEffectEvent(async () => {
		const [, name = ""] = called.exec(field.current?.before() ?? "") ?? [];
		asked.current = name;
		if (!name) return setState(nothing);
		const matching = await import("./emoji-search").then(({ findEmoji }) => findEmoji(name.slice(1), locale)).catch(() => []);
		if (asked.current === name) setState({ typed: name, found: matching, at: 0 });
	});
	const close = useEffectEvent(() => {
		asked.current = "";
		setState(nothing);
	});
	const choose = useEffectEvent(({ native }: FoundEmoji) => {
		close();
		field.current?.replaceBefore(typed.length, native);
	});
	const press = useEffectEvent((event: KeyboardEvent) => {
		if (!current || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
		const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
		if (step) setState({ typed, found, at: (at + step + found.length) % found.length });
		else if (event.key === "Enter" || event.key === "Tab") choose(current);
		else if (event.key === "Escape") close();
		else return;
		event.preventDefault();
		event.stopImmediatePropagation();
	});
	useEffect(() => {
		const box = here.current?.closest<HTMLElement>("form, [data-writes]");
		// Once the editor has taken the letter in.
		const listen = (event: Event) =>
			event.target instanceof HTMLElement && event.target.matches("textarea, [contenteditable=true]") && setTimeout(() => void look());
		const leave = () => close();
		box?.addEventListener("input", listen);
		box?.addEventListener("focusout", leave);
		return () => {
			box?.removeEventListener("input", listen);
			box?.removeEventListener("focusout", leave);
		};
	}, []);
	// Before all others, as long as there is something to choose: Escape is not the dialog's then, nor Enter the editor's.
	useEffect(() => {
		if (!open) return;
		const listen = (event: KeyboardEvent) => press(event);
		window.addEventListener("keydown", listen, true);
		return () => window.removeEventListener("keydown", listen, true);
	}, [open]);
	// The field keeps the focus: it tells what is marked.
	useEffect(() => {
		const writing = document.activeElement;
		if (!current || !writing) return;
		writing.setAttribute("aria-controls", id);
		writing.setAttribute("aria-activedescendant", `${id}-${current.id}`);
		return () => {
			writing.removeAttribute("aria-controls");
			writing.removeAttribute("aria-activedescendant");
		};
	}, [current, id]);
	return (
		<span ref={here} className="relative block">
			{open && (
				<span
					role="listbox"
					id={id}
					aria-label={t("emojiFound")}
					className="absolute bottom-full left-2 z-20 mb-1 grid w-72 max-w-[calc(100vw-48px)] rounded-xl border border-line-strong bg-card p-1.5 text-text shadow-float"
				>
					{found.map((emoji, index) => (
						// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which points here (aria-activedescendant)
						<span
							key={emoji.id}
							id={`${id}-${emoji.id}`}
							role="option"
							tabIndex={-1}
							aria-selected={index === at}
							onPointerDown={(event) => event.preventDefault()}
							onClick={() => choose(emoji)}
							onPointerMove={() => index !== at && setState({ typed, found, at: index })}
							className={cn("flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm pointer-coarse:h-10", index === at && "bg-fill")}
						>
							<span aria-hidden className="text-lg leading-none">
								{emoji.native}
							</span>
							<span className="truncate">{emoji.label}</span>
						</span>
					))}
				</span>
			)}
		</span>
	);
}
