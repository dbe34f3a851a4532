/** `{{name}}`, as templates write their variables: at most 80 characters, in one line, without braces or tags inside. */
const placeholder = /\{\{([^{}<>\r\n]{1,80})\}\}/g;

/** The name inside, as people mean it: an editor may have put other blanks around it. */
const nameOf = (inner: string) => inner.replace(/&nbsp;|\u00a0/g, " ").trim();

/** The variables that a text still waits for, each once, in their order. */
export function placeholdersIn(text: string): string[] {
	const names = [...text.matchAll(placeholder)].map(([, inner = ""]) => nameOf(inner)).filter(Boolean);
	return [...new Set(names)];
}

/** What is left to fill in a message. In its HTML also those that formatting runs through. */
export function unfilledIn(text: string, html: string | null): string[] {
	const bare = html?.replace(/<[^>]*>/g, "") ?? "";
	return [...new Set([...placeholdersIn(text), ...placeholdersIn(bare)])];
}

/** Each placeholder as `put` says; null leaves it as it is. */
export function replacePlaceholders(text: string, put: (name: string) => string | null): string {
	return text.replace(placeholder, (whole, inner: string) => put(nameOf(inner)) ?? whole);
}
