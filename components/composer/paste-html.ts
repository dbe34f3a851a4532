/** Pasted HTML as the editor would have written it: Word's lists are lists, tables are lines, and nothing of the program that made it remains. */
export function cleanPasted(html: string): string {
	return cleanFragment(new DOMParser().parseFromString(withoutWord(html), "text/html").body);
}

/** Conditional comments and the namespaced elements of Office, before a parser moves them elsewhere. */
export function withoutWord(html: string): string {
	return html
		.replace(/<!--\[if[^>]*>[\s\S]*?<!\[endif\]-->/gi, "")
		.replace(/<!\[(?:if|endif)[^>]*>/gi, "")
		.replace(/<!--[\s\S]*?-->/g, "")
		.replace(/<\/?(?:o|w|v|m|st1):[^>]*>/gi, "")
		.replace(/<xml\b[\s\S]*?<\/xml>/gi, "");
}

export function cleanFragment(body: Element): string {
	for (const element of body.querySelectorAll("style,script,meta,link,title,base,noscript")) element.remove();
	for (const image of body.querySelectorAll("img")) if (!/^\/api\/attachments\/\d+$/.test(image.getAttribute("src") ?? "")) image.remove();
	// Google Docs wraps all of it into a bold that is not.
	for (const wrapper of body.querySelectorAll("b[id^=docs-internal-guid]")) unwrap(wrapper);
	for (const anchor of body.querySelectorAll("a:not([href])")) unwrap(anchor);
	for (const heading of body.querySelectorAll("h4,h5,h6")) rename(heading, "h3");
	wordLists(body);
	// From the inside out: a layout made of tables in tables becomes the blocks that it holds.
	for (const table of [...body.querySelectorAll("table")].reverse()) flattenTable(table);
	for (const block of body.querySelectorAll("p,div"))
		if (block.children.length === 1 && block.textContent?.trim() === "" && block.querySelector("br")) rename(block, "p", "");
	plainBlanks(body);
	return body.innerHTML;
}

/** Word writes list items as paragraphs that carry their mark as text, and their level in a style. */
function wordLists(body: Element): void {
	for (const first of body.querySelectorAll("p")) {
		if (!levelOf(first) || !first.parentNode) continue;
		const run: Element[] = [];
		for (let next: Element | null = first; next && levelOf(next); next = next.nextElementSibling) run.push(next);
		first.before(listFrom(run, first.ownerDocument));
		for (const item of run) item.remove();
	}
}

function levelOf(element: Element): number {
	return element.tagName.toLowerCase() === "p" ? Number(/mso-list:\s*l\d+\s+level(\d+)/i.exec(element.getAttribute("style") ?? "")?.[1] ?? 0) : 0;
}

function listFrom(items: Element[], document: Document): Element {
	const [first] = items;
	const level = first ? levelOf(first) : 1;
	const list = document.createElement(first && isNumbered(first) ? "ol" : "ul");
	for (let index = 0; index < items.length; index++) {
		const item = items[index] as Element;
		const deeper: Element[] = [];
		while (items[index + 1] && levelOf(items[index + 1] as Element) > level) deeper.push(items[++index] as Element);
		for (const mark of item.querySelectorAll('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]')) mark.remove();
		const entry = document.createElement("li");
		entry.innerHTML = `<p>${item.innerHTML}</p>`;
		if (deeper.length > 0) entry.append(listFrom(deeper, document));
		list.append(entry);
	}
	return list;
}

function isNumbered(item: Element): boolean {
	return /^\s*\(?[0-9a-z]{1,3}[.)]/i.test(item.querySelector('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]')?.textContent ?? "");
}

/** Of data: a line for each row, its cells apart by blanks that stay. Of layout: what its cells hold. */
function flattenTable(table: Element): void {
	const rows = [...table.querySelectorAll("tr")];
	const isLayout = rows.some((row) => [...row.children].some((cell) => cell.querySelector("p + p, div, ul, ol, blockquote, table, h1, h2, h3")));
	const box = table.ownerDocument.createElement("div");
	box.innerHTML = rows.map((row) => (isLayout ? held(row) : line(row))).join("");
	table.replaceWith(...box.childNodes);
}

const held = (row: Element) => [...row.children].map((cell) => cell.innerHTML).join("");

function line(row: Element): string {
	const cells = [...row.children].map((cell) => cell.innerHTML.replace(/<\/?p\b[^>]*>/gi, "").trim());
	return `<p>${cells.join("\u00a0\u00a0\u00a0\u00a0").trimEnd()}</p>`;
}

/** Blanks that must not break, which programs strew in: single ones are blanks. */
function plainBlanks(element: Element): void {
	for (const node of [...element.childNodes]) {
		if (node.nodeType === node.TEXT_NODE) {
			const text = node.textContent ?? "";
			node.textContent =
				text === "\u00a0" ? (element.tagName.toLowerCase() === "p" && element.childNodes.length === 1 ? "" : " ") : text.replace(/(\S)\u00a0(?=\S)/g, "$1 ");
		} else if (node.nodeType === node.ELEMENT_NODE) plainBlanks(node as Element);
	}
}

function unwrap(element: Element): void {
	element.replaceWith(...element.childNodes);
}

function rename(element: Element, name: string, html = element.innerHTML): void {
	const renamed = element.ownerDocument.createElement(name);
	renamed.innerHTML = html;
	element.replaceWith(renamed);
}
