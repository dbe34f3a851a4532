import "server-only";
import { cookies } from "next/headers";
import type { Language } from "@/db/schema";
import { env } from "@/lib/env";
import { themeCookie } from "@/lib/theme";
import { languageCookie, timeZoneCookie } from "./language";

const year = 365 * 24 * 3600;

/** Keeps what the next request is rendered with in cookies, so that no page waits for the database to know its language. */
export async function keepPreferences(preferences: { language?: Language; timeZone?: string; theme?: string }): Promise<void> {
	const jar = await cookies();
	const kept = { [languageCookie]: preferences.language, [timeZoneCookie]: preferences.timeZone, [themeCookie]: preferences.theme };
	for (const [name, value] of Object.entries(kept)) {
		if (value !== undefined) jar.set(name, value, { path: "/", maxAge: year, sameSite: "lax", httpOnly: true, secure: env().APP_URL.startsWith("https:") });
	}
}
