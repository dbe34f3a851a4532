const blocks = "p, li, h1, h2, h3, h4, h5, h6, pre, blockquote, [contenteditable=true]";

/** Whether the caret stands where a line begins, with nothing before it. */
export function atLineStart(field: EventTarget | null): boolean {
	if (field instanceof HTMLTextAreaElement) {
		const { selectionStart, selectionEnd, value } = field;
		return selectionStart === selectionEnd && (selectionStart === 0 || value[selectionStart - 1] === "\n");
	}
	if (!(field instanceof HTMLElement) || !field.isContentEditable) return false;
	const selection = window.getSelection();
	const at = selection?.anchorNode;
	const block = (at instanceof Element ? at : at?.parentElement)?.closest(blocks);
	if (!selection?.isCollapsed || !at || !block) return false;
	const before = document.createRange();
	before.setStart(block, 0);
	before.setEnd(at, selection.anchorOffset);
	return before.toString() === "" && !before.cloneContents().querySelector("br:not(.ProseMirror-trailingBreak), img");
}
