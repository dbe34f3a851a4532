export type Where = { locale: string; timeZone: string };
type Instant = Date | string | number;

const made = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it costs, and a list has hundreds of rows. */
function format(at: Instant, where: Where, options: Intl.DateTimeFormatOptions): string {
	const key = `${where.locale} ${where.timeZone} ${JSON.stringify(options)}`;
	const formatter = made.get(key) ?? new Intl.DateTimeFormat(spelled(where.locale), { timeZone: where.timeZone, ...options });
	made.set(key, formatter);
	return formatter.format(new Date(at));
}

/** English as Europe writes it: 20 Nov, 20/11/24. */
const spelled = (locale: string) => (locale === "en" ? "en-GB" : locale);

const dayKey = (at: Instant, { timeZone }: Where) => format(at, { locale: "sv", timeZone }, { dateStyle: "short" });
/** Whole days from now, as the calendar counts them: not all are 24 hours long. */
const daysAway = (at: Instant, where: Where, now: Instant) => (Date.parse(dayKey(at, where)) - Date.parse(dayKey(now, where))) / (24 * 3600_000);

function nearDay(at: Instant, where: Where, now: Instant): string | undefined {
	const away = daysAway(at, where, now);
	if (away !== 0 && away !== -1) return undefined;
	const word = new Intl.RelativeTimeFormat(where.locale, { numeric: "auto" }).format(away, "day");
	return word.charAt(0).toLocaleUpperCase(where.locale) + word.slice(1);
}

const sameYear = (at: Instant, where: Where, now: Instant) => dayKey(at, where).slice(0, 4) === dayKey(now, where).slice(0, 4);

/** 9:51 */
export function formatTime(at: Instant, where: Where): string {
	return format(at, where, { hour: "numeric", minute: "2-digit", hourCycle: "h23" });
}

/** As short as it can be told apart: 9:51, Ayer, 20 nov, 20/11/24. */
export function formatListTime(at: Instant, where: Where, now: Instant = Date.now()): string {
	if (daysAway(at, where, now) === 0) return formatTime(at, where);
	const near = nearDay(at, where, now);
	if (near) return near;
	return sameYear(at, where, now)
		? format(at, where, { day: "numeric", month: "short" })
		: format(at, where, { day: "2-digit", month: "2-digit", year: "2-digit" });
}

/** What separates one day from the next: «Hoy, 22 de noviembre», «20 de noviembre», «20 de noviembre de 2024». */
export function formatDay(at: Instant, where: Where, now: Instant = Date.now()): string {
	const date = format(at, where, sameYear(at, where, now) ? { day: "numeric", month: "long" } : { dateStyle: "long" });
	const near = nearDay(at, where, now);
	return near ? `${near}, ${date}` : date;
}

/** A moment to come, with its day: «mar, 24 de noviembre, 9:00»; another year is named. */
export function formatMoment(at: Instant, where: Where, now: Instant = Date.now()): string {
	const year = sameYear(at, where, now) ? {} : { year: "numeric" as const };
	return format(at, where, { weekday: "short", day: "numeric", month: "long", ...year, hour: "numeric", minute: "2-digit", hourCycle: "h23" });
}

/** 12 de marzo de 2023 */
export function formatDate(at: Instant, where: Where): string {
	return format(at, where, { dateStyle: "long" });
}

/** 12 mar 2023 */
export function formatShortDate(at: Instant, where: Where): string {
	return format(at, where, { day: "numeric", month: "short", year: "numeric" });
}

/** Everything, for tooltips: sábado, 22 de noviembre de 2025, 10:42 */
export function formatFull(at: Instant, where: Where): string {
	return format(at, where, { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", hourCycle: "h23" });
}

const units = ["B", "kB", "MB", "GB"] as const;

/** Decimal, as file managers and mail providers count: 1.234.567 bytes are 1,2 MB. */
export function formatBytes(bytes: number, locale: string): string {
	const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
	const number = new Intl.NumberFormat(spelled(locale), { maximumFractionDigits: power > 1 ? 1 : 0 }).format(bytes / 1000 ** power);
	return `${number}\u00a0${units[power]}`;
}
