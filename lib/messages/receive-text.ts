import "server-only";
import { db } from "@/db";
import { storeFiles } from "@/lib/attachments/store";
import type { InboundEvent } from "@/lib/channels/provider";
import { inboxFor } from "@/lib/inboxes/queries";
import { latestOf } from "./place";
import { receiveMessage } from "./receive";

/** An SMS, MMS or WhatsApp message: continues the customer's latest conversation with that number. */
export async function receiveText(text: Extract<InboundEvent, { kind: "text" }>) {
	const [inbox, files] = await Promise.all([inboxFor(db(), text.channel, [text.to]), storeFiles(text.media)]);
	const sender = { kind: "phone" as const, value: text.from, name: text.senderName };
	return receiveMessage({
		channel: text.channel,
		inbox,
		providerId: text.providerId,
		sender,
		subject: null,
		body: text.body.replaceAll("\0", "").toWellFormed(),
		visibleLength: null,
		automatic: false,
		files,
		mail: null,
		thread: (tx) => latestOf(tx, sender, inbox),
	});
}
