/** A piece of HTML that is safe to stand in a page as it is. */
export class Markup {
	constructor(readonly html: string) {}
}
type Piece = Markup | string | number | false | null | undefined;

/** HTML in which every value is text, whatever it looks like, unless it is markup itself. Nothing stands for false, null and undefined. */
export function html(strings: TemplateStringsArray, ...values: (Piece | Piece[])[]): Markup {
	return new Markup(strings.reduce((written, part, i) => written + [values[i - 1]].flat().map(shown).join("") + part));
}

function shown(piece: Piece): string {
	if (piece === null || piece === undefined || piece === false) return "";
	return piece instanceof Markup ? piece.html : escaped(String(piece));
}

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
