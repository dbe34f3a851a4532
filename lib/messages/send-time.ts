import "server-only";
import type { Transaction } from "@/db";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { undoSeconds } from "@/lib/users/writing";

const year = 366 * 24 * 3_600_000;

/** When what was sent goes: at the hour that was chosen, or when the time to undo it is over. Null: at once. Throws timeNotAhead. */
export async function sendTime(tx: Transaction, chosen: string | null, actor: UserActor): Promise<Date | null> {
	if (chosen !== null) return chosenTime(chosen);
	const seconds = await undoSeconds(tx, actor.user.id);
	return seconds > 0 ? new Date(Date.now() + seconds * 1000) : null;
}

/** A time that somebody set. Throws timeNotAhead for one that is over, or more than a year away. */
export function chosenTime(text: string): Date {
	const time = new Date(text);
	const ahead = time.getTime() - Date.now();
	if (!(ahead > 0 && ahead < year)) throw new DomainError("timeNotAhead");
	return time;
}
