import "server-only";
import type { Language } from "@/db/schema";
import { translator } from "@/lib/i18n/translator";
import { type ListedUser, listUsers } from "@/lib/users/queries";
import { type ListedInbox, listedInboxes } from "./queries";
import { emailSyncState } from "./state";

/** What stands around the list of conversations. `warning`: that mail may be missing from it, in a sentence. */
export type Around = { users: ListedUser[]; inboxes: ListedInbox[]; warning: string | null };

export async function aroundList(language: Language): Promise<Around> {
	const [users, inboxes, warning] = await Promise.all([listUsers(), listedInboxes(), syncWarning(language)]);
	return { users, inboxes, warning };
}

async function syncWarning(language: Language): Promise<string | null> {
	const { state, inboxes } = await emailSyncState();
	if (state === "on") return null;
	const t = await translator(language, "inboxes");
	return state === "off" ? t("sync.warnOff") : t("sync.warnFailing", { addresses: inboxes.join(", ") });
}
