import "server-only";
import type { DecodedMail } from "./decoded";
import type { FoldedHtml } from "./fold-quote";
import { tidyText } from "./text";
import { htmlToText } from "./to-text";
import { visibleLength } from "./visible";

/**
 * The text of a mail, and how many leading characters of it are new (see visibleLength). Where one of its two forms does not show what is quoted,
 * the other one does: Outlook draws a line that no text has, and others send text without any mark.
 */
export function wordsOf(mail: DecodedMail, page: FoldedHtml | null): { text: string; visible: number | null } {
	const parts = page?.parts && { visible: tidyText(htmlToText(page.parts.visible)), folded: tidyText(htmlToText(page.parts.folded)) };
	if (mail.text.trim() !== "" || mail.html === "") {
		const text = tidyText(mail.text);
		return { text, visible: visibleLength(text) ?? (parts ? lengthOf(parts.visible, text) : null) };
	}
	if (parts?.visible && parts.folded) return { text: tidyText(`${parts.visible}\n\n${parts.folded}`), visible: parts.visible.length };
	const text = tidyText(htmlToText(mail.html));
	return { text, visible: visibleLength(text) };
}

/** How far a text says the same as `said`, blanks and signs apart. Null when it does not, or says nothing more. */
function lengthOf(said: string, text: string): number | null {
	const letter = /[\p{L}\p{N}]/gu;
	const wanted = said.match(letter)?.join("") ?? "";
	let found = "";
	for (const { 0: character, index } of text.matchAll(letter)) {
		found += character;
		if (found.length < wanted.length) continue;
		if (found !== wanted) return null;
		const rest = text.slice(index + character.length);
		const end = index + character.length + (/^[^\n]*/.exec(rest)?.[0].length ?? 0);
		return /[\p{L}\p{N}]/u.test(text.slice(end)) && !/[\p{L}\p{N}]/u.test(text.slice(index + character.length, end)) ? end : null;
	}
	return null;
}
