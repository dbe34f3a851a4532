import "server-only";
import { createHash } from "node:crypto";
import { db } from "@/db";
import { storeFiles } from "@/lib/attachments/store";
import type { InboundEvent } from "@/lib/channels/provider";
import { inboxFor, isOurAddress } from "@/lib/inboxes/queries";
import { answersSystemMail } from "@/lib/inboxes/system-mail";
import { log } from "@/lib/log";
import { type ParsedMail, parseMail } from "@/lib/mail/parse";
import { withoutToken } from "@/lib/mail/reply-token";
import { keepFile } from "@/lib/storage/keep";
import { storageKey } from "@/lib/storage/storage";
import { bounceMessage } from "./bounce";
import { type Received, receiveMessage } from "./receive";
import { threadOf } from "./thread";

/** A raw RFC 5322 mail: kept as it came, parsed, made safe, threaded, stored. Never refuses a person; our own mail is not a customer's: undefined for what becomes no message. */
export async function receiveMail({
	raw,
	envelopeTo,
	history,
}: Extract<InboundEvent, { kind: "mail" }>): Promise<Pick<Received, "messageId"> | null | undefined> {
	const sha256 = createHash("sha256").update(raw).digest("hex");
	const rawKey = storageKey("raw", sha256);
	await keepFile(rawKey, raw);
	const mail = await parseMail(raw);
	const bounced = mail.bounce ? await applyBounce(mail) : null;
	if (bounced) return bounced;
	const sender = senderOf(mail, sha256);
	if (await isOurAddress(db(), sender.value)) {
		log().info({ rawKey }, "mail from ourselves left alone");
		return undefined;
	}
	const recipients = [...envelopeTo, ...mail.deliveredTo, ...[...mail.to, ...mail.cc].map((person) => person.address)];
	if (await answersSystemMail(mail, sender.value, recipients)) {
		log().info({ rawKey }, "automatic answer to a mail to the team left alone");
		return undefined;
	}
	const [inbox, files] = await Promise.all([inboxFor(db(), "email", recipients.map(withoutToken)), storeFiles(mail.attachments)]);
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
		files,
		mail: {
			rawKey,
			rfcMessageId: mail.messageId,
			inReplyTo: mail.inReplyTo[0] ?? null,
			references: mail.references,
			subject: mail.subject,
			from: mail.from,
			replyTo: mail.replyTo,
			to: mail.to,
			cc: mail.cc,
			sentAt: mail.date,
			html: mail.html,
		},
		thread: (tx) => threadOf(tx, { inboxId: inbox.id, recipients, references: [...mail.inReplyTo, ...mail.references], sender: sender.value }),
	});
}

/** A mail without a usable From still has a sender of its own, at an address that can never exist (RFC 2606). */
function senderOf({ sender }: ParsedMail, sha256: string) {
	const value = sender?.address.toLowerCase() || `unknown-${sha256.slice(0, 12)}@sender.invalid`;
	return { kind: "email" as const, value, name: sender?.name || null };
}

/** A bounce belongs to the mail that bounced, not to a conversation of its own. Null when that mail is not ours. */
async function applyBounce({ bounce }: ParsedMail): Promise<{ messageId: number } | null> {
	if (!bounce?.rfcMessageId) return null;
	return bounceMessage(bounce.rfcMessageId, bounce.diagnostic ?? bounce.status);
}
