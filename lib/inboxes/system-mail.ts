import "server-only";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Inbox, inboxes, invitations, users } from "@/db/schema";
import { outbound } from "@/lib/channels/registry";
import { DomainError } from "@/lib/errors";
import { translator } from "@/lib/i18n/translator";
import type { ParsedMail } from "@/lib/mail/parse";
import { conversationFromAddress, replyAddress } from "@/lib/mail/reply-token";
import { mailboxAccount } from "./account";

/** Begins the idempotency key of every mail to the team, by which its receipts are told from those of conversations. */
const prefix = "system-";

/** No conversation has it: in the address that mails to the team are answered at, it tells those answers from customers'. */
const noConversation = 0;

export const systemKey = (key: string) => `${prefix}${key}`;

type SystemMail = { to: string; language: "es" | "en" | "it"; subject: string; text: string; html: string /** The same for every attempt. */; key: string };

/**
 * Sends a mail to one of the team from the main inbox, the way that messages go, without being one: it is in no conversation, and its
 * receipts and copies lead nowhere. Throws SendError, or noSystemMail where no inbox can send.
 */
export async function sendSystemMail({ to, language, subject, text, html, key }: SystemMail): Promise<void> {
	const inbox = await systemInbox();
	const t = await translator(language, "common");
	await outbound[inbox.provider].send({
		messageId: 0,
		channel: "email",
		idempotencyKey: systemKey(key),
		attemptedAt: null,
		from: { name: t("app"), address: inbox.address },
		to: [{ name: "", address: to }],
		cc: [],
		bcc: [],
		replyTo: replyAddress(noConversation, inbox.address),
		subject,
		text,
		html,
		inReplyTo: null,
		references: [],
		files: [],
		mediaUrls: [],
		automatic: true,
		smtp: mailboxAccount(inbox)?.smtp ?? null,
		isTaken: async () => false,
	});
}

/** Where mails to the team are sent from. Throws noSystemMail where no inbox can send. */
export async function systemInbox(): Promise<Inbox> {
	const [inbox] = await db()
		.select()
		.from(inboxes)
		.where(and(eq(inboxes.channel, "email"), eq(inboxes.main, true), eq(inboxes.enabled, true), ne(inboxes.provider, "none")));
	if (!inbox) throw new DomainError("noSystemMail");
	return inbox;
}

/** Whether a receipt is about a mail to the team: nothing waits for it. */
export function isSystemMail(idempotencyKey: string | null): boolean {
	return idempotencyKey?.startsWith(prefix) ?? false;
}

/**
 * Whether a machine answers a mail to the team: somebody's absence note, a bounce. No customer wrote it and nobody is to answer it. Known by
 * the address that it comes to, or by whom it is about; what comes to a conversation's own address is that conversation's.
 */
export async function answersSystemMail({ automatic, autoReply, bounce }: ParsedMail, sender: string, recipients: string[]): Promise<boolean> {
	const named = recipients.map(conversationFromAddress);
	if (automatic && named.includes(noConversation)) return true;
	if (!(autoReply || bounce) || named.some((id) => id !== null)) return false;
	return isOfTeam([sender, bounce?.recipient ?? sender]);
}

async function isOfTeam(addresses: string[]): Promise<boolean> {
	const wanted = addresses.map((address) => address.toLowerCase());
	const [user] = await db()
		.select({ id: users.id })
		.from(users)
		.where(inArray(sql`lower(${users.email})`, wanted))
		.limit(1);
	if (user) return true;
	const [invited] = await db()
		.select({ id: invitations.id })
		.from(invitations)
		.where(inArray(sql`lower(${invitations.email})`, wanted))
		.limit(1);
	return invited !== undefined;
}
