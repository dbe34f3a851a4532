/**
 * Tells assistive technology what emoji-mart only draws: a search field that marks one of a list, and the tabs of that list.
 * `clear` is what its button is called that empties the field, which it only says in English. Its rows come and go while one scrolls, so they are told as they appear. Returns what ends it.
 */
export function tellRoles(picker: HTMLElement, clear: string): () => void {
	const root = picker.shadowRoot;
	if (!root) return () => {};
	const tell = () => {
		const list = root.querySelector(".scroll");
		const field = root.querySelector<HTMLInputElement>("input[type=search]");
		if (!list || !field) return;
		const empty = root.querySelector<HTMLElement>(".delete");
		if (empty) {
			set(empty, { "aria-label": clear, title: clear });
			empty.style.cssText = "padding: 6px; right: 4px";
		}
		set(list, { id: "emoji", role: "listbox", "aria-label": field.placeholder });
		root.querySelector("#nav > div")?.setAttribute("role", "tablist");
		for (const button of root.querySelectorAll("#nav button:not([role])")) button.setAttribute("role", "tab");
		for (const button of list.querySelectorAll("button:not([role])")) button.setAttribute("role", "option");
		for (const button of list.querySelectorAll("#emoji-marked")) button.removeAttribute("id");
		const marked = list.querySelector("[aria-selected]");
		marked?.setAttribute("id", "emoji-marked");
		set(field, { role: "combobox", "aria-expanded": "true", "aria-controls": "emoji", "aria-autocomplete": "list" });
		if (marked) field.setAttribute("aria-activedescendant", "emoji-marked");
		else field.removeAttribute("aria-activedescendant");
	};
	const observer = new MutationObserver(tell);
	observer.observe(root, { childList: true, subtree: true, attributeFilter: ["aria-selected"] });
	tell();
	return () => observer.disconnect();
}

function set(element: Element, attributes: Record<string, string>) {
	for (const [name, value] of Object.entries(attributes)) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
