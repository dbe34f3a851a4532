/** Of each item that begins a new day, as the reader's zone counts days: its number. */
export function firstOfDays(items: { id: number; at: string | Date }[], timeZone: string | undefined): Set<number> {
	const day = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short" });
	const first = new Set<number>();
	let last = "";
	for (const item of items) {
		const today = day.format(new Date(item.at));
		if (today !== last) first.add(item.id);
		last = today;
	}
	return first;
}
