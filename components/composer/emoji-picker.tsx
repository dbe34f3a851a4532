"use client";

import data from "@emoji-mart/data";
import en from "@emoji-mart/data/i18n/en.json";
import es from "@emoji-mart/data/i18n/es.json";
import it from "@emoji-mart/data/i18n/it.json";
import { Picker } from "emoji-mart";
import { type Locale, useLocale } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { type EmojiData, withWords } from "./emoji-words";

const texts: Record<Locale, object> = { es, en, it };

// It draws in a shadow of its own, which only these reach.
const look = "width: 100%; --font-family: inherit; --font-size: 14px; --rgb-accent: 91, 91, 214; --shadow: none; --border-radius: 12px";

/** emoji-mart's picker, with the emoji of this system. Everything is given to it: left alone, it fetches data and texts from elsewhere. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
	const box = useRef<HTMLDivElement>(null);
	const locale = useLocale();
	const pick = useEffectEvent(onPick);
	useEffect(() => {
		const options = {
			data: () => withWords(data as unknown as EmojiData, locale),
			i18n: texts[locale],
			set: "native",
			theme: document.documentElement.classList.contains("dark") ? "dark" : "light",
			perLine: 8,
			autoFocus: true,
			previewPosition: "none",
			skinTonePosition: "search",
			onEmojiSelect: ({ native }: { native?: string }) => native && pick(native),
		};
		// A custom element, whatever its type says.
		const picker = new Picker(options) as unknown as HTMLElement;
		picker.style.cssText = look;
		box.current?.replaceChildren(picker);
		return () => picker.remove();
	}, [locale]);
	return <div ref={box} className="flex h-[min(435px,60dvh)] overflow-hidden" />;
}
