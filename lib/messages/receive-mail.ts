import "server-only";
import { createHash } from "node:crypto";
import { db } from "@/db";
import { storeFiles } from "@/lib/attachments/store";
import type { InboundEvent } from "@/lib/channels/provider";
import { inboxFor } from "@/lib/inboxes/queries";
import { answersSystemMail } from "@/lib/inboxes/system-mail";
import { log } from "@/lib/log";
import { type ParsedMail, parseMail } from "@/lib/mail/parse";
import { withoutToken } from "@/lib/mail/reply-token";
import { keepFile } from "@/lib/storage/keep";
import { storageKey } from "@/lib/storage/storage";
import { toldByMail } from "./bounce";
import { mailFields, noticeOf } from "./mail-fields";
import { ownAddresses } from "./own-addresses";
import { type Received, receiveMessage } from "./receive";
import { isSentByUs, threadOf } from "./thread";

/**
 * A raw RFC 5322 mail, through whatever door: kept as it came, parsed, made safe, threaded, stored. Never refuses a person; our own mail is not
 * a customer's: undefined for what becomes no message. Goes to the inbox that the door knows, else by the envelope, by what servers on the way noted, and only then by To and Cc.
 */
export async function receiveMail({
	raw,
	envelopeTo,
	inboxId,
	history,
}: Extract<InboundEvent, { kind: "mail" }>): Promise<Pick<Received, "messageId"> | null | undefined> {
	const sha256 = createHash("sha256").update(raw).digest("hex");
	const rawKey = storageKey("raw", sha256);
	await keepFile(rawKey, raw);
	const mail = await parseMail(raw);
	// What servers tell of a mail of ours belongs to that mail, not to a conversation of its own.
	const told = await toldByMail(mail);
	if (told !== undefined) return told;
	const sender = senderOf(mail, sha256);
	if (await isOurs(mail, sender.value)) {
		log().info({ rawKey }, "mail from ourselves left alone");
		return undefined;
	}
	const recipients = [...envelopeTo, ...mail.deliveredTo, ...[...mail.to, ...mail.cc].map((person) => person.address)];
	if (await answersSystemMail(mail, sender.value, recipients)) {
		log().info({ rawKey }, "automatic answer to a mail to the team left alone");
		return undefined;
	}
	const [inbox, files] = await Promise.all([inboxFor(db(), "email", recipients.map(withoutToken), inboxId), storeFiles(mail.attachments)]);
	return receiveMessage({
		channel: "email",
		inbox,
		providerId: mail.messageId ?? `sha256:${sha256}`,
		arrivedAt: history ? new Date(history) : null,
		sender,
		subject: mail.subject,
		body: mail.text,
		visibleLength: mail.visibleLength,
		automatic: mail.automatic,
		notice: noticeOf(mail),
		files,
		mail: mailFields(mail, rawKey),
		thread: (tx) => threadOf(tx, { inboxId: inbox.id, recipients, references: [...mail.inReplyTo, ...mail.references], sender: sender.value }),
	});
}

/** A mail without a usable From still has a sender of its own, at an address that can never exist (RFC 2606). */
function senderOf({ sender, fromName }: ParsedMail, sha256: string) {
	const value = sender?.address.toLowerCase() || `unknown-${sha256.slice(0, 12)}@sender.invalid`;
	return { kind: "email" as const, value, name: sender?.name || fromName || null };
}

/** From an address of ours, or a mail that we sent and that came back round (a list, a forwarding, a copy to ourselves). */
async function isOurs({ messageId }: ParsedMail, sender: string): Promise<boolean> {
	const isOurAddress = await ownAddresses(db());
	return isOurAddress(sender) || (messageId !== null && (await isSentByUs(db(), messageId)));
}
