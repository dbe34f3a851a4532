type Person = { id: number; name: string };
export type MentionPiece = { at: number; text: string; userId: number | null };

/** Splits a note into what it says and whom it names: `@` and a whole name, the longest that fits. */
export function mentionPieces(text: string, people: Person[]): MentionPiece[] {
	const byLength = people.filter(({ name }) => name).sort((a, b) => b.name.length - a.name.length);
	const pieces: MentionPiece[] = [];
	let end = 0;
	for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
		const named = isInWord(text[at - 1]) ? undefined : byLength.find(({ name }) => text.startsWith(name, at + 1) && !isInWord(text[at + 1 + name.length]));
		if (!named) continue;
		if (at > end) pieces.push({ at: end, text: text.slice(end, at), userId: null });
		end = at + 1 + named.name.length;
		pieces.push({ at, text: text.slice(at, end), userId: named.id });
		at = end - 1;
	}
	if (end < text.length) pieces.push({ at: end, text: text.slice(end), userId: null });
	return pieces;
}

/** Who is named in a text. */
export function mentionsIn(text: string, people: Person[]): number[] {
	return [...new Set(mentionPieces(text, people).flatMap(({ userId }) => userId ?? []))];
}

/** What is being typed after an `@` that stands before the caret; null elsewhere. `from`: where the `@` is. */
export function typedMention(text: string, caret: number): { from: number; typed: string } | null {
	const [, typed] = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{M}'’.-]{0,30}(?: [\p{L}\p{M}'’.-]{1,30})?)$/u.exec(text.slice(0, caret)) ?? [];
	return typed === undefined ? null : { from: caret - typed.length - 1, typed };
}

const isInWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
