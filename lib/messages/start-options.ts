import "server-only";
import { db } from "@/db";
import { personalInbox, startInbox } from "@/lib/inboxes/queries";
import { type StartChannel, startChannels } from "./schema";

export type StartOptions = {
	/** With the inbox that it goes out from; null where none is connected. */
	channels: { channel: StartChannel; inbox: { name: string; address: string } | null }[];
	personalInbox: { name: string; address: string } | null;
};

/** What there is to choose from before one writes to a customer first. */
export async function startOptions(userId: number): Promise<StartOptions> {
	const [personal, ...found] = await Promise.all([personalInbox(userId), ...startChannels.map((channel) => startInbox(db(), channel))]);
	return {
		channels: startChannels.map((channel, i) => ({ channel, inbox: shown(found[i] ?? null) })),
		personalInbox: shown(personal),
	};
}

const shown = (inbox: { name: string; address: string } | null) => inbox && { name: inbox.name, address: inbox.address };
