/** A name in pieces, with the part that was typed marked: accents and case do not matter. */
export function matchParts(name: string, typed: string): { text: string; hit: boolean }[] {
	const letters = [...name];
	const folded = letters.map(fold);
	const wanted = [...typed.trim()].map(fold);
	const at = wanted.length === 0 ? -1 : folded.findIndex((_, start) => wanted.every((letter, i) => folded[start + i] === letter));
	const end = at + wanted.length;
	const parts =
		at < 0 ? [[name, false] as const] : [[letters.slice(0, at), false] as const, [letters.slice(at, end), true] as const, [letters.slice(end), false] as const];
	return parts.map(([part, hit]) => ({ text: typeof part === "string" ? part : part.join(""), hit })).filter(({ text }) => text);
}

const fold = (letter: string) => letter.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
