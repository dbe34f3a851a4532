import "server-only";
import type { Inbox } from "@/db/schema";
import type { ImapAccount } from "@/lib/channels/imap";
import type { SmtpAccount } from "@/lib/channels/provider";
import { unseal } from "@/lib/secrets";

export type MailboxPasswords = { imap: string; smtp: string };

/** How to get into an inbox's own servers, with the passwords unsealed. Null for an inbox that has none. */
export function mailboxAccount({ config: { mailbox }, sealedSecret }: Pick<Inbox, "config" | "sealedSecret">): { imap: ImapAccount; smtp: SmtpAccount } | null {
	if (!mailbox || !sealedSecret) return null;
	const passwords: MailboxPasswords = JSON.parse(unseal(sealedSecret));
	return { imap: { ...mailbox.imap, password: passwords.imap }, smtp: { ...mailbox.smtp, password: passwords.smtp } };
}
