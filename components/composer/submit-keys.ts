import type { KeyboardEvent } from "react";

/** ⌘↵ or Ctrl+↵ sends, before the editor takes it for a line break; Esc leaves the field to the keys of the page. */
export function submitKeys(submit: () => void) {
	return (event: KeyboardEvent<HTMLElement>) => {
		const inside = event.target instanceof Node && event.currentTarget.contains(event.target);
		if (!inside || event.nativeEvent.isComposing) return;
		if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
			event.preventDefault();
			event.stopPropagation();
			if (!event.repeat) submit();
		}
		if (event.key === "Escape" && document.activeElement instanceof HTMLElement) document.activeElement.blur();
	};
}
