/** A paragraph per line: what was typed before the editor came, as the editor's HTML. */
export function textToHtml(text: string): string {
	return text
		.split("\n")
		.map((line) => `<p>${escapeHtml(line)}</p>`)
		.join("");
}

/** Where the caret at `offset` of the text stands in the document that textToHtml makes of it (positions as ProseMirror counts them). */
export function caretPosition(text: string, offset: number): number {
	const lines = text.slice(0, offset).split("\n").length - 1;
	return offset + lines + 1;
}

function escapeHtml(text: string): string {
	return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
