import "server-only";
import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import type { Language } from "@/db/schema";
import { asLanguage, chooseLanguage, chooseTimeZone, languageCookie, timeZoneCookie } from "./language";
import { loadMessages } from "./translator";

/** The language of whoever asks. Reading cookies also keeps every page dynamic, so that building needs no database. */
export async function requestLanguage(): Promise<Language> {
	const kept = (await cookies()).get(languageCookie)?.value;
	return chooseLanguage(kept, (await headers()).get("accept-language"));
}

export async function requestTimeZone(): Promise<string> {
	return chooseTimeZone((await cookies()).get(timeZoneCookie)?.value);
}

export default getRequestConfig(async ({ locale }) => {
	const language = asLanguage(locale) ?? (await requestLanguage());
	return { locale: language, messages: await loadMessages(language), timeZone: await requestTimeZone() };
});
