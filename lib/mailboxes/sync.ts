import "server-only";
import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Inbox, type MailboxSync, mailboxSyncs } from "@/db/schema";
import type { FetchedMail, OpenFolder } from "@/lib/channels/imap";
import { publish } from "@/lib/realtime/publish";
import { storeWebhook } from "@/lib/webhooks/store";

/** How far back a mailbox is looked through again when its server has renumbered it, in milliseconds: what is known is not taken twice. */
const renumberedLookback = 3 * 86_400_000;
/** Progress of a first import is told every so many mails. */
const progressEvery = 20;

/**
 * Takes in everything that arrived since the last time, in order. Each mail is kept, with its job, before the mark moves past it: killed
 * anywhere, the next run goes on where this one was, and what it sees twice is one mail by its UID and by its Message-ID.
 * Answers how many were new.
 */
export async function syncMailbox(inbox: Inbox, folder: OpenFolder, name: string): Promise<number> {
	const sync = await beginSync(inbox, folder, name);
	let { lastUid, importDone } = sync;
	let fetched = 0;
	for await (const mail of folder.mailsAfter(lastUid)) {
		await keep(inbox, folder.uidValidity, mail, sync.historyBefore);
		lastUid = mail.uid;
		importDone = Math.min(importDone + 1, sync.importTotal);
		fetched++;
		await db().update(mailboxSyncs).set({ lastUid, importDone }).where(eq(mailboxSyncs.inboxId, inbox.id));
		if (importDone < sync.importTotal && importDone % progressEvery === 0) await publish("inboxes.changed", {});
	}
	if (importDone < sync.importTotal) {
		// Some of what was counted is gone from the mailbox by now.
		await db()
			.update(mailboxSyncs)
			.set({ importDone: sql`${mailboxSyncs.importTotal}` })
			.where(eq(mailboxSyncs.inboxId, inbox.id));
	}
	return fetched;
}

async function beginSync(inbox: Inbox, folder: OpenFolder, name: string): Promise<MailboxSync> {
	const [known] = await db().select().from(mailboxSyncs).where(eq(mailboxSyncs.inboxId, inbox.id));
	if (known?.uidValidity === folder.uidValidity && known.folder === name) return known;
	// Servers tell whole seconds: what came in this very second is no history.
	const historyBefore = known?.historyBefore ?? new Date(Math.floor(Date.now() / 1000) * 1000);
	const importDays = inbox.config.mailbox?.importDays ?? 0;
	// A first import that was under way begins again: how far it had come, the new numbers do not tell.
	const isImport = importDays > 0 && (!known || known.importDone < known.importTotal);
	const since = isImport ? historyBefore.getTime() - importDays * 86_400_000 : (inbox.lastSuccessAt ?? historyBefore).getTime() - renumberedLookback;
	const uids = known || isImport ? await folder.uidsSince(new Date(since)) : [];
	const lastUid = (uids[0] ?? folder.uidNext) - 1;
	const begun = { folder: name, uidValidity: folder.uidValidity, lastUid, historyBefore, importTotal: isImport ? uids.length : 0, importDone: 0 };
	const [sync] = await db()
		.insert(mailboxSyncs)
		.values({ inboxId: inbox.id, ...begun })
		.onConflictDoUpdate({ target: mailboxSyncs.inboxId, set: begun })
		.returning();
	return sync as MailboxSync;
}

async function keep(inbox: Inbox, uidValidity: string, { uid, receivedAt, raw }: FetchedMail, historyBefore: Date): Promise<void> {
	const headers = { "x-envelope-to": inbox.address, ...(receivedAt < historyBefore && { "x-history": receivedAt.toISOString() }) };
	await storeWebhook("imap", `${inbox.id}:${uidValidity}:${uid}`, { url: `imap://inbox/${inbox.id}/${uid}`, headers, body: raw }, laneOf(inbox.id, raw));
}

/** How many mails of one mailbox are processed side by side. */
const lanes = 4;

/**
 * The queue that a mail stands in: the mails of one thread go one after the other, for an answer that overtook what it answers would begin
 * a conversation of its own. A thread is known by its first Message-ID, which References begin with (RFC 5322 §3.6.4).
 */
function laneOf(inboxId: number, raw: Buffer): string {
	const head =
		raw
			.subarray(0, 65_536)
			.toString("latin1")
			.split(/\r?\n\r?\n/, 1)[0] ?? "";
	const first = (name: string) => new RegExp(`^${name}:\\s*[^<\\n]*<([^<>\\s]+)>`, "im").exec(head)?.[1];
	const root = first("References") ?? first("In-Reply-To") ?? first("Message-ID") ?? "";
	return `mailbox:${inboxId}:${createHash("sha256").update(root).digest().readUInt32BE() % lanes}`;
}
