const most = 6;
const key = (userId: number) => `searches-${userId}`;

/** The last searches with this one first, once. */
export function withRecent(recent: readonly string[], text: string): string[] {
	const added = text.trim();
	if (!added) return [...recent];
	return [added, ...recent.filter((other) => other.toLowerCase() !== added.toLowerCase())].slice(0, most);
}

/** What was kept; whatever else stands there is nothing. */
export function parseRecent(kept: string | null): string[] {
	try {
		const found: unknown = JSON.parse(kept ?? "[]");
		return Array.isArray(found) ? found.filter((text) => typeof text === "string").slice(0, most) : [];
	} catch {
		return [];
	}
}

/** In this browser alone. Without storage (private windows) there are none. */
export function readRecent(userId: number): string[] {
	try {
		return parseRecent(localStorage.getItem(key(userId)));
	} catch {
		return [];
	}
}

export function keepRecent(userId: number, text: string): void {
	try {
		localStorage.setItem(key(userId), JSON.stringify(withRecent(readRecent(userId), text)));
	} catch {
		// Full or forbidden: it is only a convenience.
	}
}

export function forgetRecent(userId: number): void {
	try {
		localStorage.removeItem(key(userId));
	} catch {
		// As above.
	}
}
