export type SnoozeTime = { name: "hours" | "tomorrow" | "weekend" | "monday"; at: Date };

/** The moments that are offered, as the clock and the calendar of a time zone count: in three hours, and mornings at nine. */
export function snoozeTimes(now: Date, timeZone: string | undefined): SnoozeTime[] {
	const today = wallClock(now, timeZone);
	const weekday = new Date(`${today.slice(0, 10)}T00:00:00Z`).getUTCDay();
	const morning = (days: number) => instantOf(`${addDays(today.slice(0, 10), days)}T09:00`, timeZone);
	const saturday = (6 - weekday + 7) % 7 || 7;
	const monday = (1 - weekday + 7) % 7 || 7;
	return [
		{ name: "hours", at: new Date(Math.ceil((now.getTime() + 3 * 3600_000) / 300_000) * 300_000) },
		{ name: "tomorrow", at: morning(1) },
		...(saturday > 1 && weekday !== 0 ? [{ name: "weekend" as const, at: morning(saturday) }] : []),
		...(monday > 1 ? [{ name: "monday" as const, at: morning(monday) }] : []),
	];
}

/** What a clock on the wall shows: "2026-11-27T09:30", as a datetime-local field takes it. */
export function wallClock(at: Date, timeZone: string | undefined): string {
	return new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at).replace(" ", "T");
}

/** The moment when the clocks of a zone show this. Of an hour that comes twice, one of the two; one that is skipped, an hour beside it. */
export function instantOf(wall: string, timeZone: string | undefined): Date {
	const wanted = Date.parse(`${wall}:00Z`);
	let at = new Date(wanted);
	// The zone's distance is not known before the moment is: the second try has it right.
	for (let i = 0; i < 2; i++) at = new Date(at.getTime() + wanted - Date.parse(`${wallClock(at, timeZone)}:00Z`));
	return at;
}

function addDays(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}
