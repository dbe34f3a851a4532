import * as z from "zod/mini";

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));
const timeZone = z.string().check(z.refine((value) => isTimeZone(value)));

/** `days`: seven of them, Monday first; null when nobody is there. */
export const botSettingsSchema = z.object({
	pauseOnAnswer: z.boolean(),
	timeZone,
	days: z.array(z.nullable(z.object({ from: time, to: time }))).check(z.length(7)),
});
export type BotSettings = z.output<typeof botSettingsSchema>;

function isTimeZone(value: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat("en", { timeZone: value }));
	} catch {
		return false;
	}
}
