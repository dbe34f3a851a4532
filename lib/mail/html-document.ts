import "server-only";
import type { DocumentNode } from "./plain-text";

const blockTags =
	/^(?:address|article|aside|blockquote|center|div|dl|dd|dt|figure|figcaption|h[1-6]|hr|li|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)$/;
const textTags = /^(?:p|h[1-6]|pre|dt|figcaption)$/;

/** Cleaned HTML in the shape of the editor's document, so that one function writes the text of both. */
export function readDocument(root: Element): DocumentNode {
	return { type: "doc", content: blocksOf(root) };
}

/** Inline content between blocks becomes a paragraph of its own. */
function blocksOf(parent: Element): DocumentNode[] {
	const blocks: DocumentNode[] = [];
	let line: DocumentNode[] = [];
	const flush = () => {
		if (line.some((node) => node.type !== "text" || node.text?.trim())) blocks.push({ type: "paragraph", content: line });
		line = [];
	};
	for (const node of parent.childNodes) {
		const tag = node.nodeType === node.ELEMENT_NODE ? (node as Element).tagName.toLowerCase() : "";
		if (!blockTags.test(tag)) line.push(...inline(node, null));
		else {
			flush();
			blocks.push(...block(node as Element, tag));
		}
	}
	flush();
	return blocks;
}

function block(element: Element, tag: string): DocumentNode[] {
	if (tag === "ul") return [{ type: "bulletList", content: items(element) }];
	if (tag === "ol") return [{ type: "orderedList", attrs: { start: Number(element.getAttribute("start") ?? 1) || 1 }, content: items(element) }];
	if (tag === "blockquote") return [{ type: "blockquote", content: blocksOf(element) }];
	if (tag === "hr") return [{ type: "horizontalRule" }];
	if (tag === "tr") return [{ type: "paragraph", content: cells(element) }];
	if (textTags.test(tag)) return [{ type: "paragraph", content: [...element.childNodes].flatMap((node) => inline(node, null, tag === "pre")) }];
	return blocksOf(element);
}

function items(list: Element): DocumentNode[] {
	return [...list.children].map((item) => ({
		type: "listItem",
		content: item.tagName.toLowerCase() === "li" ? blocksOf(item) : block(item, item.tagName.toLowerCase()),
	}));
}

function cells(row: Element): DocumentNode[] {
	return [...row.children].flatMap((cell, index) => [
		...(index > 0 ? [{ type: "text", text: "\t" }] : []),
		...[...cell.childNodes].flatMap((node) => inline(node, null)),
	]);
}

function inline(node: ChildNode, href: string | null, pre = false): DocumentNode[] {
	if (node.nodeType === node.TEXT_NODE) {
		const text = (node.textContent ?? "").replaceAll("\u00a0", " ");
		const shown = pre ? text : text.replace(/[ \t]*[\r\n]+[ \t]*/g, " ");
		return shown === "" ? [] : [{ type: "text", text: shown, ...(href && { marks: [{ type: "link", attrs: { href } }] }) }];
	}
	if (node.nodeType !== node.ELEMENT_NODE) return [];
	const element = node as Element;
	const tag = element.tagName.toLowerCase();
	if (tag === "br") return [{ type: "hardBreak" }];
	if (tag === "img") return [{ type: "image", attrs: { alt: element.getAttribute("alt") } }];
	// A link is one piece, whatever stands in bold inside it: its address is written once.
	const address = tag === "a" ? element.getAttribute("href") : null;
	if (address && !element.querySelector("img,br"))
		return inline({ nodeType: node.TEXT_NODE, TEXT_NODE: node.TEXT_NODE, textContent: element.textContent } as ChildNode, address, pre);
	return [...element.childNodes].flatMap((child) => inline(child, href, pre));
}
