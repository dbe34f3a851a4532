import type { TimelineItem, TimelineMessage } from "@/lib/timeline/queries";

/** What the line above a mail says; null says nothing, because it is as before. */
export type MailLine = { subject: string | null; recipients: boolean };

/** The same objects each time: what has not changed is not drawn again. */
const plain: MailLine = { subject: null, recipients: false };
const named: MailLine = { subject: null, recipients: true };

/**
 * For each mail: its subject when it is not the one before it (answers' prefixes apart), and whether to name its recipients: always what
 * the customer wrote to, and ours when they are not those of our mail before it.
 */
export function mailLines(items: TimelineItem[], conversationSubject: string | null): Map<number, MailLine> {
	const lines = new Map<number, MailLine>();
	let subject = bareSubject(conversationSubject ?? "");
	let recipients = "";
	for (const item of items) {
		if (item.kind !== "message" || !item.mail) continue;
		const bare = bareSubject(item.mail.subject);
		const ours = item.direction === "out" ? recipientsOf(item) : "";
		const line = item.direction === "in" || ours !== recipients ? named : plain;
		lines.set(item.id, bare === subject ? line : { ...line, subject: item.mail.subject });
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
