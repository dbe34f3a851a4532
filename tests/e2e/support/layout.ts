import fs from "node:fs";
import { expect, type Page } from "@playwright/test";

/** Nothing may stick out, be cut off, or lie on something else. What floats takes a moment to find its place. */
export async function expectFits(page: Page): Promise<void> {
	await expect.poll(() => misfits(page), { timeout: 10_000 }).toEqual([]);
}

/** A sentence for each that does. */
export const misfits = (page: Page): Promise<string[]> => page.evaluate(findMisfits, ownWords());

let words: string[] | undefined;

/** What the interface itself says: unlike a customer's name or subject, its length is known, and it has to be read whole. */
function ownWords(): string[] {
	if (words) return words;
	const found = new Set<string>();
	const add = (entry: unknown): void => {
		if (typeof entry === "string") found.add(entry.trim());
		else for (const one of Object.values(entry as object)) add(one);
	};
	const folder = "lib/i18n/messages";
	for (const language of fs.readdirSync(folder))
		for (const file of fs.readdirSync(`${folder}/${language}`)) add(JSON.parse(fs.readFileSync(`${folder}/${language}/${file}`, "utf8")));
	words = [...found].filter((word) => word.length > 2 && !/[{<]/.test(word));
	return words;
}

/** Runs in the page. */
function findMisfits(own: string[]): string[] {
	type Box = { left: number; top: number; right: number; bottom: number };
	/** `clips` and `scrolls`: what it does with what is larger than itself. `shortens`: says so with an ellipsis. */
	type Facts = {
		up: Element | null;
		style: CSSStyleDeclaration;
		box: Box;
		clips: string;
		scrolls: string;
		shortens: boolean;
		layer: Element;
		scroller: Element;
	};
	const problems = new Set<string>();
	const ours = new Set(own);
	const root = document.documentElement;
	const view: Box = { left: 0, top: 0, right: root.clientWidth, bottom: innerHeight };
	const slack = 2;
	/** A line's box is higher than its letters. */
	const lineSlack = 5;
	const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=tab], [role=option], [role^=menuitem]";

	const known = new Map<Element, Facts>();
	const of = (element: Element): Facts => {
		const before = known.get(element);
		if (before) return before;
		const style = getComputedStyle(element);
		const up = element === document.body || element === root ? null : element.parentElement;
		const axes = (test: RegExp) => (test.test(style.overflowX) ? "x" : "") + (test.test(style.overflowY) ? "y" : "");
		const above = up && of(up);
		const floats = /fixed|sticky/.test(style.position) || style.zIndex !== "auto" || element.matches("[data-radix-popper-content-wrapper]");
		const facts: Facts = {
			up,
			style,
			box: element.getBoundingClientRect(),
			clips: up ? axes(/hidden|clip/) : "",
			scrolls: up ? axes(/auto|scroll/) : "",
			shortens: style.textOverflow !== "clip" || !["none", ""].includes(style.webkitLineClamp),
			// What floats, sticks or has a height of its own lies on the rest on purpose.
			layer: floats ? element : (above?.layer ?? root),
			scroller: above ? (above.scrolls.includes("y") && up ? up : above.scroller) : root,
		};
		known.set(element, facts);
		return facts;
	};
	const parents = function* (element: Element) {
		for (let up = of(element).up; up; up = of(up).up) yield of(up);
	};

	const short = (text: string) => text.trim().replace(/\s+/g, " ").slice(0, 50);
	const nameOf = (element: Element) => {
		if (element === root) return "the window";
		const role = element.getAttribute("role") ?? element.id;
		return `<${element.tagName.toLowerCase()}${role && ` ${role}`}> «${short(element.getAttribute("aria-label") ?? element.textContent ?? "")}»`;
	};
	const isEmpty = (box: Box) => box.right - box.left < 1 || box.bottom - box.top < 1;
	const meet = (a: Box, b: Box) => ({ x: Math.min(a.right, b.right) - Math.max(a.left, b.left), y: Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) });
	const contains = (a: Box, b: Box) => a.left <= b.left + 1 && a.top <= b.top + 1 && a.right >= b.right - 1 && a.bottom >= b.bottom - 1;

	/** For the ears alone, or until it has the focus: one pixel of it is left, or it waits above the window. */
	const hides = (element: Element): boolean => {
		const { style, box } = of(element);
		return (
			style.clipPath !== "none" ||
			(style.position === "absolute" && box.right - box.left <= 1 && box.bottom - box.top <= 1) ||
			(style.position === "fixed" && box.bottom <= 0)
		);
	};
	const isSeen = (element: Element) => {
		if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest("[inert]")) return false;
		for (let one: Element | null = element; one; one = of(one).up) if (hides(one)) return false;
		return true;
	};

	/** How much of a box nobody can see, and because of whom: `within` or what that is in. What can be scrolled to can be seen. */
	const lost = (within: Element | null, box: Box): { by: Element; x: number; y: number } | null => {
		let { left, top, right, bottom } = box;
		let fixed = false;
		const beyond = (frame: Box) => ({ x: Math.max(frame.left - left, right - frame.right, 0), y: Math.max(frame.top - top, bottom - frame.bottom, 0) });
		for (let up = within; up && up !== document.body; up = of(up).up) {
			const { clips, scrolls, box: frame, style } = of(up);
			const { x, y } = beyond(frame);
			if ((clips.includes("x") && x > slack) || (clips.includes("y") && y > slack))
				return { by: up, x: clips.includes("x") ? x : 0, y: clips.includes("y") ? y : 0 };
			if (scrolls.includes("x")) [left, right] = [frame.left, frame.right];
			if (scrolls.includes("y")) [top, bottom] = [frame.top, frame.bottom];
			fixed = style.position === "fixed";
			if (fixed) break;
		}
		const { x, y } = beyond(view);
		return x > slack || (fixed && y > slack) ? { by: root, x, y: fixed ? y : 0 } : null;
	};

	if (root.scrollWidth > root.clientWidth) problems.add(`the page is ${root.scrollWidth - root.clientWidth} px wider than the window`);
	for (const element of document.querySelectorAll<HTMLElement>("body *")) {
		if (element.scrollWidth <= element.clientWidth + 1 || element.matches("input, textarea, svg *") || !of(element).scrolls.includes("x")) continue;
		// Who means it says so: what is to be scrolled down alone goes sideways all the same.
		if (!/overflow-(x-)?(auto|scroll)/.test(element.className) && isSeen(element))
			problems.add(`${nameOf(element)} goes ${element.scrollWidth - element.clientWidth} px sideways`);
	}

	const lines: { node: Node; element: Element; box: Box }[] = [];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = texts.nextNode(); node; node = texts.nextNode()) {
		const element = node.parentElement;
		const text = short(node.textContent ?? "");
		if (!element || !text || element.matches("script, style, noscript, option") || !isSeen(element)) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		const boxes: Box[] = [...range.getClientRects()].filter((box) => !isEmpty(box));
		const shortened = of(element).shortens ? of(element) : [...parents(element)].find((up) => up.shortens);
		if (shortened) {
			const { box: frame } = shortened;
			const isCut = boxes.some((box) => box.right > frame.right + 1 || box.bottom > frame.bottom + lineSlack);
			if (isCut && ours.has(node.textContent?.trim() ?? "")) problems.add(`«${text}» is shortened, and is ours`);
			if (isCut && frame.right - frame.left < 40) problems.add(`${Math.round(frame.right - frame.left)} px are left of «${text}»`);
		}
		const control = element.closest(controls);
		for (const one of boxes) {
			const frame = shortened?.box ?? one;
			const box = {
				left: Math.max(one.left, frame.left),
				top: Math.max(one.top, frame.top),
				right: Math.min(one.right, frame.right),
				bottom: Math.min(one.bottom, frame.bottom),
			};
			if (isEmpty(box)) continue;
			lines.push({ node, element, box });
			const out = lost(element, box);
			const block = [of(element), ...parents(element)].find(({ style }) => !/inline$|contents/.test(style.display));
			const beyond = block && !block.scrolls && !shortened ? box.right - block.box.right : 0;
			if (out && (out.x > slack || out.y > lineSlack)) problems.add(`${nameOf(out.by)} cuts ${Math.round(Math.max(out.x, out.y))} px off «${text}»`);
			// A space at the end of a line hangs over it.
			else if (beyond > lineSlack) problems.add(`«${text}» goes ${Math.round(beyond)} px beyond its place`);
			if (!control || of(control).style.display === "inline") continue;
			const { x, y } = meet(of(control).box, box);
			if (box.right - box.left - x > slack || box.bottom - box.top - y > lineSlack) problems.add(`«${text}» leaves ${nameOf(control)}`);
		}
	}
	lines.sort((a, b) => a.box.top - b.box.top);
	for (const [i, a] of lines.entries())
		for (let j = i + 1; j < lines.length; j++) {
			const b = lines[j];
			if (!b || b.box.top > a.box.bottom - lineSlack) break;
			const { x, y } = meet(a.box, b.box);
			if (x <= slack || y <= lineSlack || a.node === b.node) continue;
			if (of(a.element).layer === of(b.element).layer && of(a.element).scroller === of(b.element).scroller)
				problems.add(`${nameOf(a.element)} and ${nameOf(b.element)} are written on each other`);
		}

	const parts = [...document.querySelectorAll<HTMLElement>(controls)]
		.filter((element) => isSeen(element) && !element.closest("[aria-hidden=true]"))
		.map((element) => ({ element, ...of(element), boxes: of(element).style.display === "inline" ? [...element.getClientRects()] : [of(element).box] }));
	for (const { element, boxes, style, up } of parts)
		for (const box of boxes) {
			const out = lost(style.position === "fixed" ? element : up, box);
			if (out && !of(out.by).shortens) problems.add(`${nameOf(out.by)} cuts ${Math.round(Math.max(out.x, out.y))} px off ${nameOf(element)}`);
		}
	for (const [i, a] of parts.entries())
		for (const b of parts.slice(i + 1)) {
			if (a.layer !== b.layer || a.scroller !== b.scroller || a.element.contains(b.element)) continue;
			for (const one of a.boxes)
				for (const other of b.boxes) {
					const { x, y } = meet(one, other);
					if (x <= slack || y <= slack) continue;
					// One that lies whole within another is its own button, or the row's: it has to be the one that is hit.
					const [inner, outer] = contains(one, other) ? [b, a] : contains(other, one) ? [a, b] : [];
					if (inner && outer) {
						const hit = document.elementFromPoint((inner.box.left + inner.box.right) / 2, (inner.box.top + inner.box.bottom) / 2);
						if (!hit || !outer.element.contains(hit) || inner.element.contains(hit)) continue;
					}
					problems.add(`${nameOf(a.element)} and ${nameOf(b.element)} lie on each other`);
				}
		}

	const ink = document.createElement("canvas").getContext("2d");
	for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input[placeholder], select")) {
		const text = field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.text ?? "") : field.value ? "" : field.placeholder;
		if (!ink || !ours.has(text.trim()) || !isSeen(field)) continue;
		const { style } = of(field);
		// A hint is no label: it may end in an ellipsis.
		if (field instanceof HTMLInputElement && style.textOverflow !== "clip") continue;
		ink.font = style.font;
		const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
		if (ink.measureText(text).width > room + 1) problems.add(`«${text}» does not fit into ${nameOf(field)}`);
	}
	return [...problems];
}
