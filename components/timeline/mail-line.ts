import type { TimelineItem, TimelineMessage } from "@/lib/timeline/queries";

/** What the line above a mail says; null says nothing, because it is as before. `from`: the address that it was written from. */
export type MailLine = { from: string | null; subject: string | null; recipients: boolean };

/** The same objects each time: what has not changed is not drawn again. */
const plain: MailLine = { from: null, subject: null, recipients: false };
const named: MailLine = { ...plain, recipients: true };

type Usual = { subject: string | null; inbox: string; customer: string | undefined };

/**
 * For each mail: the address it came from and its subject when they are not those before it on its side (answers' prefixes apart), and
 * whether to name its recipients: always what the customer wrote to, and ours when they are not those of our mail before it. `usual`: what
 * stands above the whole conversation.
 */
export function mailLines(items: TimelineItem[], usual: Usual): Map<number, MailLine> {
	const lines = new Map<number, MailLine>();
	const senders = { in: usual.customer?.toLowerCase(), out: usual.inbox.toLowerCase() };
	let subject = bareSubject(usual.subject ?? "");
	let recipients = "";
	for (const item of items) {
		if (item.kind !== "message" || !item.mail) continue;
		const bare = bareSubject(item.mail.subject);
		const ours = item.direction === "out" ? recipientsOf(item) : "";
		const line = item.direction === "in" || ours !== recipients ? named : plain;
		const from = senderOf(item, usual.inbox);
		const moved = from !== null && from.toLowerCase() !== senders[item.direction];
		lines.set(item.id, bare === subject && !moved ? line : { ...line, from: moved ? from : null, subject: bare === subject ? null : item.mail.subject });
		if (from) senders[item.direction] = from.toLowerCase();
		subject = bare;
		if (ours) recipients = ours;
	}
	return lines;
}

const prefix = /^\s*(?:re|aw|sv|rv|fw|fwd|i|r|tr|wg|ref)\s*(?:\[\d{1,3}\])?\s*:\s*/i;

/** The subject without "Re:", "RV:", "I:" and the like, however often. */
export function bareSubject(subject: string): string {
	let bare = subject.slice(0, 998);
	for (let i = 0; i < 20 && prefix.test(bare); i++) bare = bare.replace(prefix, "");
	return bare.trim().replace(/\s+/g, " ");
}

function senderOf({ direction, senderAddress, mail }: TimelineMessage, inbox: string): string | null {
	const from = mail?.from?.address ?? null;
	return direction === "out" ? from && withoutTag(from, inbox) : (senderAddress ?? from);
}

function recipientsOf(message: TimelineMessage): string {
	const addresses = [...(message.mail?.to ?? []), ...(message.mail?.cc ?? []), ...(message.mail?.bcc ?? [])];
	return addresses
		.map(({ address }) => address.toLowerCase())
		.sort()
		.join(" ");
}

/** Our own address without what was added behind a plus sign (RFC 5233) so that answers find their conversation: of no use to people. */
export function withoutTag(address: string, ours: string): string {
	const [local = "", domain] = ours.split("@");
	const tagged = address.toLowerCase();
	return tagged.startsWith(`${local}+`) && tagged.endsWith(`@${domain}`) ? ours : address;
}
