/**
 * Keeps Tab in the picker, around from its last control to its first: the popover that it lies in does not see into its shadow, and would let the
 * focus out at the end of the page. Returns what ends it.
 */
export function keepTab(picker: HTMLElement): () => void {
	const root = picker.shadowRoot;
	if (!root) return () => {};
	function press(event: KeyboardEvent) {
		if (event.key !== "Tab" || !root) return;
		const stops = [...root.querySelectorAll<HTMLElement>("input, button, [tabindex]")].filter(isStop);
		const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
		if (root.activeElement !== null && root.activeElement !== from) return;
		event.preventDefault();
		to?.focus();
	}
	// Before its own keys, which keep some to themselves.
	picker.addEventListener("keydown", press, true);
	return () => picker.removeEventListener("keydown", press, true);
}

/** Of several skin tones the chosen one alone is come to by Tab. */
function isStop(element: HTMLElement): boolean {
	if (element.tabIndex < 0 || element.matches(":disabled") || !element.checkVisibility({ visibilityProperty: true })) return false;
	return !(element instanceof HTMLInputElement && element.type === "radio" && !element.checked);
}
