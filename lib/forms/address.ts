import "server-only";
import { env } from "@/lib/env";

/** What the public address of every form begins with. */
export function publicOrigin(): string {
	return env().APP_URL.replace(/\/$/, "");
}
