import type { ElementHandle, Page } from "@playwright/test";

/** What is found wrong with a page, or with a part of it that is open on top: each names the element. */
type Problems = string[];

/**
 * Goes through a page, or through the dialog that lies on it, by Tab alone. Every control must be come to, look otherwise than before when it is,
 * and have a name; nothing may hold the focus, and from a dialog it must not get out.
 */
export async function tabThrough(page: Page, within: "page" | "dialog" = "page"): Promise<Problems> {
	const expected = await page.evaluate(begin, within);
	// Once around, and once more for what came or went on the way.
	for (let pressed = 0; pressed < expected * 2 + 20; pressed += 8) {
		const left = await page.evaluate(() => window.keyboardWalk.missing().map(({ tagName }) => tagName));
		if (left.length === 0) break;
		// Another process has to say that a frame has it: faster than that, one is through the frame before.
		const pause = left.every((tag) => tag === "IFRAME") ? 50 : 0;
		for (let i = 0; i < 8; i++) await page.keyboard.press("Tab", { delay: pause });
	}
	return [...(await page.evaluate(() => window.keyboardWalk.end())), ...(await unnamed(page))];
}

/** Goes through an open menu by the arrow keys. */
export async function arrowThrough(page: Page): Promise<Problems> {
	const expected = await page.evaluate(begin, "menu" as const);
	for (let i = 0; i < expected; i++) {
		await page.keyboard.press("ArrowDown");
		// The next one gets the focus, and its look, after the key.
		await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done))));
	}
	return [...(await page.evaluate(() => window.keyboardWalk.end())), ...(await unnamed(page))];
}

/** Every button of the page that says that it opens something, one of a kind, to be opened by `openWith`. */
export async function openers(page: Page): Promise<ElementHandle<HTMLElement>[]> {
	const list = await page.evaluateHandle(() => {
		const kinds = new Map<string, HTMLElement>();
		for (const button of document.querySelectorAll<HTMLElement>("main [aria-haspopup]:not([aria-haspopup=listbox])")) {
			if (!button.checkVisibility({ visibilityProperty: true }) || button.matches(":disabled, [role=menuitem], [role=combobox]")) continue;
			const kind = `${button.className} ${button.closest("li, tr") ? button.innerHTML : button.ariaLabel}`;
			if (!kinds.has(kind)) kinds.set(kind, button);
		}
		return [...kinds.values()];
	});
	const found = await list.getProperties();
	return [...found.values()].flatMap((one) => (one.asElement() as ElementHandle<HTMLElement> | null) ?? []);
}

const floating = "[role=menu][data-state=open], [role=dialog][data-state=open]";

/** Opens what a button opens by `key`, goes through it, and leaves it by Escape: the focus must be back where it was. `names` it in what is wrong. */
export async function openAndLeave(page: Page, opener: ElementHandle<HTMLElement>, key = "Enter"): Promise<Problems> {
	const name = await opener.evaluate((element) => window.keyboardWalk.sayWhich(element));
	const below = await openOn(page);
	await opener.focus();
	await page.keyboard.press(key);
	return (await leave(page, opener, below)).map((problem) => `${name} opens: ${problem}`);
}

/** How many menus and dialogs lie open. */
export const openOn = (page: Page): Promise<number> => page.locator(floating).count();

/** The same for what opens, or is open already, on top of `below` others; the focus must come back to `opener`. */
export async function leave(page: Page, opener: ElementHandle<HTMLElement>, below = 0): Promise<Problems> {
	const opened = page.locator(floating).nth(below);
	try {
		// What is loaded on demand comes later than the key: until then, one that it lies on top of has the focus.
		await opened.waitFor({ timeout: 15_000 });
		await page.waitForFunction(([parts, at]) => document.querySelectorAll(parts)[at]?.contains(document.activeElement), [floating, below] as const, {
			timeout: 15_000,
		});
	} catch {
		return ["nothing that takes the focus"];
	}
	const isMenu = (await opened.getAttribute("role")) === "menu";
	const problems = isMenu ? await arrowThrough(page) : await tabThrough(page, "dialog");
	const before = await page.locator(floating).count();
	// A tooltip takes the first one.
	if ((await page.getByRole("tooltip").count()) > 0) await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	try {
		await page.waitForFunction(([parts, count]) => document.querySelectorAll(parts as string).length < Number(count), [floating, before] as const, {
			timeout: 15_000,
		});
	} catch {
		return [...problems, "Escape does not close it"];
	}
	const back = await page
		.waitForFunction((element) => document.activeElement === element, opener, { timeout: 15_000 })
		.then(() => true)
		.catch(() => false);
	if (!back) problems.push(`the focus is left at ${await page.evaluate(() => window.keyboardWalk.sayWhich(document.activeElement))}`);
	return problems;
}

type Walk = { missing: () => Element[]; end: () => Problems; sayWhich: (element: Element | null) => string };
declare global {
	interface Window {
		keyboardWalk: Walk;
	}
}

/** Runs in the page. Answers how many controls there are to come to. */
export function begin(within: "page" | "dialog" | "menu"): number {
	const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [contenteditable=true], [tabindex]";
	const composite = "[role=menu], [role=listbox], [role=tablist], [role=radiogroup], [role=toolbar], [role=grid], [role=tree]";
	const still = new CSSStyleSheet();
	still.replaceSync("*, *::before, *::after { transition: none !important; animation: none !important }");
	if (document.adoptedStyleSheets.length === 0) document.adoptedStyleSheets = [still];
	const open = (role: string) => [...document.querySelectorAll(`[role=${role}][data-state=open]`)].at(-1);
	const scope = (within === "page" ? null : open(within)) ?? document.body;

	const sayWhich = (element: Element | null): string => {
		if (!element) return "nothing";
		const words = element.getAttribute("aria-label") ?? element.textContent?.trim().replace(/\s+/g, " ").slice(0, 40) ?? "";
		const more = ["role", "type", "name", "href", "id"].flatMap((name) => (element.hasAttribute(name) ? `${name}=${element.getAttribute(name)}` : []));
		return `<${element.tagName.toLowerCase()} ${more.join(" ")}> «${words}»`;
	};
	const shown = (element: Element) => {
		const { width, height } = element.getBoundingClientRect();
		return element.isConnected && width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
	};
	const isControl = (element: HTMLElement) =>
		shown(element) && !element.matches(":disabled") && !element.closest("[inert], [aria-hidden=true], [data-radix-focus-guard]");
	/** Reached by arrows, or by another way to the same that the keyboard has. */
	const isAside = (element: HTMLElement) =>
		element.tabIndex < 0 &&
		(within !== "menu" || !element.matches("[role^=menuitem]")) &&
		(element.parentElement?.closest(composite) !== null || !element.matches("a, button, input, select, textarea, summary"));
	const isOtherRadio = (element: HTMLElement) => {
		if (!(element instanceof HTMLInputElement) || element.type !== "radio" || !element.name) return false;
		const group = [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${CSS.escape(element.name)}"]`)].filter(
			({ form }) => form === element.form,
		);
		return (group.find(({ checked }) => checked) ?? element) !== element || (!group.some(({ checked }) => checked) && group.some((one) => reached.has(one)));
	};
	/** How an element looks, with what may show its focus in its place: what is around, beside and in it. */
	const lookOf = (element: Element): string => {
		const parts = [element, element.nextElementSibling, element.previousElementSibling, element.firstElementChild];
		for (let i = 0, up = element.parentElement; i < 5 && up && up !== document.body; i++, up = up.parentElement) parts.push(up);
		return parts
			.map((part) => {
				if (!part) return "";
				const style = getComputedStyle(part);
				const outline =
					style.outlineStyle === "none" || style.outlineWidth === "0px" ? "" : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
				return [outline, style.boxShadow, style.borderColor, style.backgroundColor].join("/");
			})
			.join("|");
	};

	const reached = new Set<Element>();
	const alike = new Set<Element>();
	const outside = new Set<Element>();
	const active = document.activeElement;
	if (within === "page" && active instanceof HTMLElement) active.blur();
	const all = () => [...scope.querySelectorAll<HTMLElement>(controls)].filter((element) => isControl(element) && !isAside(element));
	const expected = all();
	const looks = new Map<Element, string>(expected.map((element) => [element, element === document.activeElement ? "" : lookOf(element)]));
	if (document.activeElement && scope.contains(document.activeElement)) reached.add(document.activeElement);
	const come = (element: Element | null) => {
		// Gone already is what became another one as it was come to: a field that turns into an editor.
		if (!element?.isConnected || element === document.body || element.matches("[data-radix-focus-guard]")) return;
		reached.add(element);
		if (!scope.contains(element)) outside.add(element);
		// A frame shows it itself, and a list of tabs passes it on.
		if (element.matches("iframe, [role=tablist]") || looks.get(element) !== lookOf(element)) return;
		alike.add(element);
		// What React shows of it comes a little later.
		setTimeout(() => looks.get(element) !== lookOf(element) && alike.delete(element));
	};
	const onFocus = (event: FocusEvent) => come(event.target as Element);
	// No event says that a frame has the focus, and its own process may take a while to say so to ours.
	const frames = setInterval(() => document.activeElement instanceof HTMLIFrameElement && come(document.activeElement), 5);
	addEventListener("focusin", onFocus);
	/** One of the rows is come to, and from there the arrows lead to the others. */
	const isOtherRow = (element: Element) => element.matches("a[data-conversation]") && [...reached].some((one) => one.matches("a[data-conversation]"));
	const missing = () => expected.filter((element) => !reached.has(element) && isControl(element) && !isOtherRadio(element) && !isOtherRow(element));
	window.keyboardWalk = {
		missing,
		sayWhich,
		end: () => {
			removeEventListener("focusin", onFocus);
			clearInterval(frames);
			return [
				...missing().map((element) => `${sayWhich(element)} is not come to`),
				...[...alike].map((element) => `${sayWhich(element)} looks the same with the focus`),
				...[...reached].filter((element) => element.closest("[aria-hidden=true]")).map((element) => `${sayWhich(element)} is hidden, and takes the focus`),
				...(within === "page" ? [] : [...outside].map((element) => `${sayWhich(element)} is outside, and takes the focus`)),
			];
		},
	};
	return expected.length;
}

const named = new Set([
	"button",
	"link",
	"textbox",
	"searchbox",
	"combobox",
	"checkbox",
	"radio",
	"switch",
	"tab",
	"menuitem",
	"menuitemradio",
	"menuitemcheckbox",
	"option",
	"slider",
	"spinbutton",
	"listbox",
	"dialog",
	"menu",
	"Iframe",
	"Date",
	"DateTime",
	"InputTime",
	"DisclosureTriangle",
]);

/** Controls that a screen reader would have no name for, as the browser tells it. */
async function unnamed(page: Page): Promise<Problems> {
	const session = await page.context().newCDPSession(page);
	try {
		const { nodes } = await session.send("Accessibility.getFullAXTree");
		const bare = nodes.filter(({ ignored, role, name }) => !ignored && named.has(role?.value) && !String(name?.value ?? "").trim());
		return await Promise.all(
			bare.map(async ({ role, backendDOMNodeId }) => {
				const { node } = await session.send("DOM.describeNode", { backendNodeId: backendDOMNodeId });
				return `<${node.nodeName.toLowerCase()} ${(node.attributes ?? []).join(" ").slice(0, 120)}> (${role?.value}) has no name`;
			}),
		);
	} finally {
		await session.detach();
	}
}
