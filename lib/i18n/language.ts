import type { Language } from "@/db/schema";

/** Each language in its own words. Safe for the browser: the schema comes in as a type only. */
export const languageNames: Record<Language, string> = { es: "Español", en: "English", it: "Italiano" };

export const languageCookie = "locale";
export const timeZoneCookie = "tz";
export const defaultTimeZone = "Europe/Madrid";

/** The language to speak: the one kept in the cookie, else the first of Accept-Language (RFC 9110 §12.5.4) that we have, else Spanish. */
export function chooseLanguage(kept: string | undefined, acceptLanguage: string | null): Language {
	return asLanguage(kept) ?? wanted(acceptLanguage ?? "").find((language) => language !== undefined) ?? "es";
}

function wanted(acceptLanguage: string) {
	return acceptLanguage
		.slice(0, 500)
		.split(",")
		.map((range, place) => {
			const [tag = "", ...parameters] = range
				.trim()
				.toLowerCase()
				.split(/\s*;\s*/);
			const q = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
			return { tag, place, weight: q === undefined ? 1 : Number(q) || 0 };
		})
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight || a.place - b.place)
		.map(({ tag }) => asLanguage(tag.split("-")[0]));
}

export function asLanguage(value: string | undefined): Language | undefined {
	return value !== undefined && Object.hasOwn(languageNames, value) ? (value as Language) : undefined;
}

/** An IANA zone that this machine knows, else the default: the cookie is the browser's, and could say anything. */
export function chooseTimeZone(kept: string | undefined): string {
	if (!kept) return defaultTimeZone;
	try {
		return new Intl.DateTimeFormat("en", { timeZone: kept }).resolvedOptions().timeZone;
	} catch {
		return defaultTimeZone;
	}
}
