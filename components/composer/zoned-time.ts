/** Wall time as a `datetime-local` field has it ("2026-11-27T09:00"), in a zone, as an instant; null for what is no time. In the hour that a clock skips it is the hour after. */
export function toInstant(local: string, timeZone: string): Date | null {
	const asUtc = Date.parse(`${local}Z`);
	if (Number.isNaN(asUtc)) return null;
	const once = asUtc - offset(asUtc, timeZone);
	// Near a change of the clocks the first guess may have looked at the wrong side of it.
	return new Date(asUtc - offset(once, timeZone));
}

/** An instant as the wall clock of a zone shows it, for a `datetime-local` field. */
export function toLocal(instant: Date, timeZone: string): string {
	return new Date(instant.getTime() + offset(instant.getTime(), timeZone)).toISOString().slice(0, 16);
}

/** Milliseconds that a zone is ahead of UTC. */
function offset(at: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat("en-US", {
		timeZone,
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
		second: "numeric",
	}).formatToParts(at);
	const get = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
	return Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second")) - Math.floor(at / 1000) * 1000;
}

/** The times that are chosen most: in an hour, tomorrow at nine, Monday at nine. */
export function usualTimes(now: Date, timeZone: string): { name: "hour" | "tomorrow" | "monday"; at: Date }[] {
	const nine = (days: number) => {
		const [day = ""] = toLocal(new Date(now.getTime() + days * 86_400_000), timeZone).split("T");
		return toInstant(`${day}T09:00`, timeZone) ?? now;
	};
	const weekday = new Date(`${toLocal(now, timeZone)}Z`).getUTCDay();
	const toMonday = (8 - weekday) % 7 || 7;
	const times = [
		{ name: "hour" as const, at: new Date(Math.ceil((now.getTime() + 3_600_000) / 300_000) * 300_000) },
		{ name: "tomorrow" as const, at: nine(1) },
	];
	return toMonday === 1 ? times : [...times, { name: "monday" as const, at: nine(toMonday) }];
}
