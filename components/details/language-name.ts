/** A language's name in the reader's own: "it" is "Italiano". Null when there is none, or it is no BCP 47 tag. */
export function languageName(tag: string | null, locale: string): string | null {
	if (!tag) return null;
	try {
		const name = new Intl.DisplayNames(locale, { type: "language", fallback: "none" }).of(tag);
		return name ? name.charAt(0).toLocaleUpperCase(locale) + name.slice(1) : null;
	} catch {
		return null;
	}
}
