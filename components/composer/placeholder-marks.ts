import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { isVariable } from "@/lib/templates/variables";

const placeholder = /\{\{[^{}<>\r\n]{1,80}\}\}/g;
// For what is not text: it takes one place, like a letter.
const leaf = "\ufffc";

/** Marks the variables that still stand in the text, which keep it from being sent. Only to be seen: nothing of it is in what is written. */
export const PlaceholderMarks = Extension.create({
	name: "placeholderMarks",
	addProseMirrorPlugins: () => [
		new Plugin<DecorationSet>({
			state: {
				init: (_, { doc }) => marksOf(doc),
				apply: (change, marks) => (change.docChanged ? marksOf(change.doc) : marks),
			},
			props: {
				decorations(state) {
					return this.getState(state);
				},
			},
		}),
	],
});

function marksOf(doc: Node): DecorationSet {
	const found: Decoration[] = [];
	doc.descendants((node, position) => {
		if (!node.isTextblock) return true;
		const text = node.textBetween(0, node.content.size, leaf, leaf);
		for (const { index, 0: whole } of text.matchAll(placeholder))
			found.push(
				Decoration.inline(position + 1 + index, position + 1 + index + whole.length, {
					class: "rounded-sm bg-danger-fill text-danger-text",
					"data-variable": isVariable(whole.slice(2, -2).trim()) ? "known" : "unknown",
				}),
			);
		return false;
	});
	return DecorationSet.create(doc, found);
}
