import "server-only";
import { db } from "@/db";
import type { Inbox } from "@/db/schema";
import { emailSyncOn } from "@/lib/inboxes/email-sync";
import { asReplyInbox, personalInbox, type ReplyInbox, startInbox } from "@/lib/inboxes/queries";
import { type Writing, writingOf } from "@/lib/users/writing";
import { type StartChannel, startChannels } from "./schema";

export type StartOptions = {
	/** With the inbox that it goes out from; null where none is connected. */
	channels: { channel: StartChannel; inbox: ReplyInbox | null }[];
	personalInbox: ReplyInbox | null;
	writing: Writing;
};

/** What there is to choose from before one writes to a customer first. */
export async function startOptions(userId: number): Promise<StartOptions> {
	const [syncs, writing, personal, ...found] = await Promise.all([
		emailSyncOn(),
		writingOf(userId),
		personalInbox(userId),
		...startChannels.map((channel) => startInbox(db(), channel)),
	]);
	const shown = (inbox: Inbox | null | undefined) => (inbox ? asReplyInbox(inbox, syncs) : null);
	return {
		writing,
		channels: startChannels.map((channel, i) => ({ channel, inbox: shown(found[i]) })),
		personalInbox: shown(personal),
	};
}
