"use client";

import "./globals.css";
import { useState } from "react";
import type { FailedProps } from "@/components/shell/failed";
import { asLanguage, chooseLanguage } from "@/lib/i18n/language";
import en from "@/lib/i18n/messages/en/failed.json";
import es from "@/lib/i18n/messages/es/failed.json";
import it from "@/lib/i18n/messages/it/failed.json";

const texts = { es, en, it };

/**
 * In the place of the whole page, when its outermost layout threw: nothing that it provides is there, neither texts nor looks. Comes along with
 * every page, and is therefore made of nothing else of ours.
 */
export default function GlobalErrorPage({ error, retry }: FailedProps) {
	const [{ language, look }] = useState(before);
	const t = texts[language];
	/** Anew as a whole: without a connection that would leave nothing at all. */
	const again = () => (navigator.onLine ? window.location.reload() : retry());
	return (
		<html lang={language} className={look}>
			<body>
				<title>{t.title}</title>
				<main className="grid h-dvh place-content-center justify-items-center gap-1.5 px-8 text-center">
					<div role="alert" className="grid gap-1.5">
						<h1 className="font-semibold">{t.title}</h1>
						<p className="max-w-sm text-muted text-sm">{error.digest ? t.text : t.here}</p>
					</div>
					<button type="button" onClick={again} className="mt-2 h-8 rounded-md bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover">
						{t.retry}
					</button>
				</main>
			</body>
		</html>
	);
}

/** As the page spoke and looked; where it never came to that, as the browser likes it. */
function before() {
	if (typeof document === "undefined") return { language: chooseLanguage(undefined, null), look: "" };
	const { lang, className } = document.documentElement;
	const language = asLanguage(lang) ?? chooseLanguage(undefined, navigator.languages.join());
	return { language, look: className || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "") };
}
