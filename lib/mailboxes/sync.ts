import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db";
import { type Inbox, inboxes, type MailboxSync, mailboxSyncs } from "@/db/schema";
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
	const historyBefore = known?.historyBefore ?? new Date();
	const since = known
		? (inbox.lastSuccessAt ?? historyBefore).getTime() - renumberedLookback
		: Date.now() - (inbox.config.mailbox?.importDays ?? 0) * 86_400_000;
	const isImport = !known && inbox.config.mailbox?.importDays;
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
	await storeWebhook("imap", `${inbox.id}:${uidValidity}:${uid}`, {
		url: `imap://inbox/${inbox.id}/${uid}`,
		headers: { "x-envelope-to": inbox.address, ...(receivedAt < historyBefore && { "x-history": receivedAt.toISOString() }) },
		body: raw,
	});
}

/** Remembers that a mailbox could be read, and tells the screens when that is news. */
export async function noteSuccess(inboxId: number): Promise<void> {
	const [before] = await db()
		.update(inboxes)
		.set({ lastSuccessAt: sql`clock_timestamp()`, lastError: null })
		.where(eq(inboxes.id, inboxId))
		.returning({ hadError: sql<boolean>`(SELECT old.last_error IS NOT NULL FROM inboxes old WHERE old.id = ${inboxId})` });
	if (before?.hadError) await publish("inboxes.changed", {});
}

/** Remembers what kept a mailbox from being read: once for each new reason, however often it is tried. */
export async function noteTrouble(inboxId: number, trouble: string): Promise<void> {
	const [changed] = await db()
		.update(inboxes)
		.set({ lastErrorAt: sql`clock_timestamp()`, lastError: trouble.slice(0, 1000) })
		.where(and(eq(inboxes.id, inboxId), sql`${inboxes.lastError} IS DISTINCT FROM ${trouble.slice(0, 1000)}`))
		.returning({ id: inboxes.id });
	if (changed) await publish("inboxes.changed", {});
}
