/** The part of the editor's JSON document that is read here. */
export type DocumentNode = {
	type?: string;
	text?: string;
	attrs?: Record<string, unknown>;
	marks?: { type: string; attrs?: Record<string, unknown> }[];
	content?: DocumentNode[];
};

/** The plain text that goes beside the HTML: list marks, quote marks and link targets written out, a blank line between paragraphs as typed. */
export function plainText(document: DocumentNode): string {
	return blocks(document.content ?? [])
		.join("\n")
		.trim();
}

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

function blocks(nodes: DocumentNode[]): string[] {
	return nodes.flatMap(block);
}

function block(node: DocumentNode): string[] {
	const children = node.content ?? [];
	switch (node.type) {
		case "bulletList":
			return children.flatMap((item) => listItem(item, "- "));
		case "orderedList":
			return children.flatMap((item, index) => listItem(item, `${Number(node.attrs?.start ?? 1) + index}. `));
		case "blockquote":
			return blocks(children).map((line) => (line === "" ? ">" : `> ${line}`));
		case "horizontalRule":
			return ["---"];
		default:
			return children.map(inline).join("").split("\n");
	}
}

function listItem(item: DocumentNode, mark: string): string[] {
	return blocks(item.content ?? []).map((line, index) => (index === 0 ? mark : " ".repeat(mark.length)) + line);
}

function inline(node: DocumentNode): string {
	if (node.type === "hardBreak") return "\n";
	if (node.type === "image") return typeof node.attrs?.alt === "string" && node.attrs.alt !== "" ? `[${node.attrs.alt}]` : "";
	const text = node.text ?? (node.content ?? []).map(inline).join("");
	const href = node.marks?.find((mark) => mark.type === "link")?.attrs?.href;
	const named = typeof href === "string" && href.replace(/^mailto:|^tel:/, "") !== text && href.replace(/\/$/, "") !== text.replace(/\/$/, "");
	return named ? `${text} (${href})` : text;
}
