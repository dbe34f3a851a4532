/** Numbers only: what they stand for is asked for by whoever is signed in. */
const place = "opened";
const most = 9;

/** The conversations that were opened last in this browser, newest first. */
export function recentlyOpened(): number[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
		return Array.isArray(kept) ? kept.filter(Number.isSafeInteger).slice(0, most) : [];
	} catch {
		return [];
	}
}

export function rememberOpened(id: number): void {
	try {
		localStorage.setItem(place, JSON.stringify([id, ...recentlyOpened().filter((other) => other !== id)].slice(0, most)));
	} catch {
		// A browser that keeps nothing has no recent ones.
	}
}
