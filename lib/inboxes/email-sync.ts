import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { settings } from "@/db/schema";

export const emailSyncKey = "emailSync";

/** Whether mail is taken in. On until somebody turned it off. */
export async function emailSyncOn(): Promise<boolean> {
	const [setting] = await db().select({ value: settings.value }).from(settings).where(eq(settings.key, emailSyncKey));
	return setting?.value !== false;
}
