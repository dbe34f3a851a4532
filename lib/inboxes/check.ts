import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { inboxes } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { listFolders } from "@/lib/channels/imap";
import { type MailboxTrouble, mailboxErrorFrom } from "@/lib/channels/mailbox-errors";
import { checkSmtp } from "@/lib/channels/smtp";
import { withPasswords } from "./save";
import type { MailboxGiven } from "./schema";

/** Null: it works. `detail`: the server's own words. */
export type Trouble = { trouble: MailboxTrouble; detail: string } | null;
export type Checked = { imap: Trouble; smtp: Trouble; folders: string[] };

/** Signs in to both servers of a mailbox, as given or as kept, without changing or sending anything. Throws passwordMissing. */
export async function checkMailbox({ id, mailbox }: { id: number | null; mailbox: MailboxGiven }, _actor: UserActor): Promise<Checked> {
	const [known] = id === null ? [] : await db().select().from(inboxes).where(eq(inboxes.id, id));
	const { imap, smtp } = withPasswords(mailbox, known ?? null);
	let folders: string[] = [];
	const [read, sent] = await Promise.all([
		troubleOf(async () => {
			folders = await listFolders(imap);
		}),
		troubleOf(() => checkSmtp(smtp)),
	]);
	const missing = !read && !folders.some((name) => name === imap.folder || name.toUpperCase() === imap.folder.toUpperCase());
	return { imap: missing ? { trouble: "folder", detail: imap.folder } : read, smtp: sent, folders };
}

async function troubleOf(attempt: () => Promise<unknown>): Promise<Trouble> {
	try {
		await attempt();
		return null;
	} catch (error) {
		const { trouble, detail } = mailboxErrorFrom(error);
		return { trouble, detail };
	}
}
