"use client";

import data from "@emoji-mart/data";
import en from "@emoji-mart/data/i18n/en.json";
import es from "@emoji-mart/data/i18n/es.json";
import it from "@emoji-mart/data/i18n/it.json";
import { Picker } from "emoji-mart";
import { type Locale, useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { tellRoles } from "./emoji-roles";
import { keepTab } from "./emoji-tab";
import { type EmojiData, withWords } from "./emoji-words";

const texts: Record<Locale, object> = { es, en, it };

// It draws in a shadow of its own, which only these reach.
const look = "width: 100%; --font-family: inherit; --font-size: 14px; --rgb-accent: 91, 91, 214; --shadow: none; --border-radius: 12px";

const theme = () => (document.documentElement.classList.contains("dark") ? "dark" : "light");

/** emoji-mart's picker, with the emoji of this system. Everything is given to it: left alone, it fetches data and texts from elsewhere. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
	const box = useRef<HTMLDivElement>(null);
	const t = useTranslations("composer");
	const locale = useLocale();
	const clear = t("emojiClear");
	const pick = useEffectEvent(onPick);
	useEffect(() => {
		const options = {
			data: () => withWords(data as unknown as EmojiData, locale),
			i18n: texts[locale],
			set: "native",
			theme: theme(),
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
		const ends = [tellRoles(picker, clear), keepTab(picker)];
		const themes = new MutationObserver(() => picker.setAttribute("theme", theme()));
		themes.observe(document.documentElement, { attributeFilter: ["class"] });
		return () => {
			for (const end of ends) end();
			themes.disconnect();
			picker.remove();
		};
	}, [locale, clear]);
	return <div ref={box} className="flex h-[min(435px,60dvh)] overflow-hidden" />;
}
