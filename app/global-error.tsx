"use client";

import "./globals.css";
import { NextIntlClientProvider } from "next-intl";
import { useState } from "react";
import { Failed, type FailedProps } from "@/components/shell/failed";
import { asLanguage, chooseLanguage } from "@/lib/i18n/language";
import en from "@/lib/i18n/messages/en/failed.json";
import es from "@/lib/i18n/messages/es/failed.json";
import it from "@/lib/i18n/messages/it/failed.json";

const texts = { es, en, it };

/** In the place of the whole page, when its outermost layout threw: nothing that it provides is there, neither texts nor looks. */
export default function GlobalErrorPage(props: FailedProps) {
	const [{ language, look }] = useState(before);
	return (
		<html lang={language} className={look}>
			<body>
				<title>{texts[language].title}</title>
				<main className="h-dvh">
					<NextIntlClientProvider locale={language} messages={{ failed: texts[language] }}>
						<Failed {...props} />
					</NextIntlClientProvider>
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
