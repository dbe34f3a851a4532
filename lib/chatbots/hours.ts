import "server-only";
import { eq } from "drizzle-orm";
import { type Reader, transaction } from "@/db";
import { settings } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import type { BotSettings } from "./settings-schema";

const key = "chatbots";
const nineToSix = { from: "09:00", to: "18:00" };

/** Monday first. Until somebody decides: weekdays from nine to six, and chatbots are silent where an operator has answered. */
const usual: BotSettings = {
	pauseOnAnswer: true,
	timeZone: "Europe/Madrid",
	days: [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, null, null],
};

export async function botSettings(reader: Reader): Promise<BotSettings> {
	const [row] = await reader.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
	return row ? (row.value as BotSettings) : usual;
}

export async function saveBotSettings(value: BotSettings, _actor: UserActor): Promise<void> {
	await transaction((tx) => tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }));
}

/** Whether somebody is there at that moment, by the business's own clock. Hours that end before they begin go on past midnight; as they begin, for a whole day. */
export function isOpen({ timeZone, days }: BotSettings, at: Date): boolean {
	const parts = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(at);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
	const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday"));
	const time = `${part("hour")}:${part("minute")}`;
	const [today, yesterday] = [days[day], days[(day + 6) % 7]];
	const past = (hours: typeof today) => hours && hours.to <= hours.from;
	if (past(yesterday) && yesterday && time < yesterday.to) return true;
	if (!today) return false;
	return past(today) ? time >= today.from : time >= today.from && time < today.to;
}
