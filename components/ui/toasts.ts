import type { toast } from "sonner";

type Showing = (show: typeof toast) => void;

let waiting: Showing[] = [];
let shown: typeof toast | null = null;
let listener: (() => void) | null = null;

/** Shows a toast as soon as there is something to show it with. */
export function showToast(showing: Showing): void {
	if (shown) showing(shown);
	else {
		waiting.push(showing);
		listener?.();
	}
}

/** Calls back at the first toast. Answers how to stop listening. */
export function whenWanted(wanted: () => void): () => void {
	listener = wanted;
	if (waiting.length > 0) wanted();
	return () => {
		listener = null;
	};
}

/** What draws toasts is on the page: those that waited are shown. Answers how to say that it left. */
export function readyWith(show: typeof toast): () => void {
	shown = show;
	for (const showing of waiting) showing(show);
	waiting = [];
	return () => {
		shown = null;
	};
}
