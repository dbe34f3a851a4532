type Dated = { id: number; at: string | Date };

const zones = new Map<string | undefined, (item: Dated) => string>();

/** Of each item that begins a new day, as the reader's zone counts days: its number. */
export function firstOfDays(items: Dated[], timeZone: string | undefined): Set<number> {
	const dayOf = zones.get(timeZone) ?? daysIn(timeZone);
	zones.set(timeZone, dayOf);
	const first = new Set<number>();
	let last = "";
	for (const item of items) {
		const today = dayOf(item);
		if (today !== last) first.add(item.id);
		last = today;
	}
	return first;
}

/** What was asked once is known: a long history is asked for again with every few messages that are added to it. */
function daysIn(timeZone: string | undefined): (item: Dated) => string {
	const day = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short" });
	const known = new WeakMap<Dated, string>();
	return (item) => {
		const found = known.get(item) ?? day.format(new Date(item.at));
		known.set(item, found);
		return found;
	};
}
