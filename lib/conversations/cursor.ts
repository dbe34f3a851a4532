/** Where a page of the list ends: rows go by (sortKey, id), in the order of the list. `sortKey` as in ListRow. */
export type Cursor = { sortKey: string; id: number };

/** The cursor as it travels in an address. */
export function cursorText({ sortKey, id }: Cursor): string {
	return `${sortKey}_${id}`;
}

/** Reads such a text; null when it is none. Strict, because it ends in a comparison of timestamps that would throw on anything else. */
export function parseCursor(text: string): Cursor | null {
	const [, milliseconds, micro, id] = /^([12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d{3})Z_(\d{1,15})$/.exec(text) ?? [];
	if (!milliseconds || !micro || !id) return null;
	const time = new Date(`${milliseconds}Z`);
	// 31 February parses, as 3 March.
	if (Number.isNaN(time.getTime()) || time.toISOString() !== `${milliseconds}Z`) return null;
	return { sortKey: `${milliseconds}${micro}Z`, id: Number(id) };
}

/** Where the page after `rows` begins; null when they were the last. */
export function nextCursor(rows: readonly Cursor[], limit: number): Cursor | null {
	const last = rows.at(-1);
	return last && rows.length >= limit ? { sortKey: last.sortKey, id: last.id } : null;
}
