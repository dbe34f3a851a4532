import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { db } from "@/db";
import { inboxes } from "@/db/schema";
import { outbound } from "@/lib/channels/registry";
import { DomainError } from "@/lib/errors";
import { translator } from "@/lib/i18n/translator";
import { mailboxAccount } from "./account";

/** Begins the idempotency key of every mail to the team, by which its receipts are told from those of conversations. */
const prefix = "system-";

type SystemMail = { to: string; language: "es" | "en" | "it"; subject: string; text: string; html: string /** The same for every attempt. */; key: string };

/**
 * Sends a mail to one of the team from the main inbox, the way that messages go, without being one: it is in no conversation, and its
 * receipts and copies lead nowhere. Throws SendError, or noSystemMail where no inbox can send.
 */
export async function sendSystemMail({ to, language, subject, text, html, key }: SystemMail): Promise<void> {
	const [inbox] = await db()
		.select()
		.from(inboxes)
		.where(and(eq(inboxes.channel, "email"), eq(inboxes.main, true), eq(inboxes.enabled, true), ne(inboxes.provider, "none")));
	if (!inbox) throw new DomainError("noSystemMail");
	const t = await translator(language, "common");
	await outbound[inbox.provider].send({
		messageId: 0,
		channel: "email",
		idempotencyKey: `${prefix}${key}`,
		attemptedAt: null,
		from: { name: t("app"), address: inbox.address },
		to: [to],
		cc: [],
		bcc: [],
		replyTo: null,
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

/** Whether a receipt is about a mail to the team: nothing waits for it. */
export function isSystemMail(idempotencyKey: string | null): boolean {
	return idempotencyKey?.startsWith(prefix) ?? false;
}
