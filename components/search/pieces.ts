import type { Snippet } from "@/lib/search/snippet";

/** A stretch of a snippet; `at` is where it begins. */
export type Piece = { at: number; text: string; hit: boolean };

/** A snippet cut where its hits begin and end. Ranges that overlap or reach outside are put right. */
export function piecesOf({ text, highlights }: Snippet): Piece[] {
	const pieces: Piece[] = [];
	let place = 0;
	const cut = (end: number, hit: boolean) => {
		if (end > place) pieces.push({ at: place, text: text.slice(place, end), hit });
		place = Math.max(place, end);
	};
	for (const { start, end } of [...highlights].sort((a, b) => a.start - b.start)) {
		cut(Math.min(start, text.length), false);
		cut(Math.min(end, text.length), true);
	}
	cut(text.length, false);
	return pieces;
}
