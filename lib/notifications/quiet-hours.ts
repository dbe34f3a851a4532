import type { QuietHours } from "./choices";

const day = 24 * 60;

/** When the quiet hours that `now` lies in end, by the clock of `timeZone`; null outside of them. From 22:00 to 7:00 goes over midnight. */
export function quietUntil(now: Date, quiet: QuietHours | null, timeZone: string): Date | null {
	if (!quiet) return null;
	const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
	const at = clock(now, timeZone);
	const isQuiet = (minute: number) => (from <= to ? minute >= from && minute < to : minute >= from || minute < to);
	if (!isQuiet(at)) return null;
	const end = new Date(Math.floor(now.getTime() / 60_000) * 60_000 + ((to - at + day) % day) * 60_000);
	// A night in which the clocks change is an hour shorter or longer.
	const off = ((clock(end, timeZone) - to + day + day / 2) % day) - day / 2;
	const corrected = new Date(end.getTime() - off * 60_000);
	// Clocks that go from 2:00 to 3:00 never show 2:30: such hours end once it would have been.
	return corrected <= now || isQuiet(clock(corrected, timeZone)) ? end : corrected;
}

function minutesOf(time: string): number {
	const [hours = 0, minutes = 0] = time.split(":").map(Number);
	return hours * 60 + minutes;
}

const clock = (at: Date, timeZone: string) =>
	minutesOf(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at));
