import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { db } from "@/db";
import { type Inbox, inboxes } from "@/db/schema";
import { openFolder } from "@/lib/channels/imap";
import { mailboxErrorFrom } from "@/lib/channels/mailbox-errors";
import { mailboxAccount } from "@/lib/inboxes/account";
import { emailSyncOn } from "@/lib/inboxes/email-sync";
import { log } from "@/lib/log";
import { holdMailbox, holdSeconds, releaseMailbox } from "./hold";
import { noteSuccess, noteTrouble, syncMailbox } from "./sync";

/** How soon a change of settings is noticed, in milliseconds. */
const lookEvery = 3_000;
const longestWait = 5 * 60_000;

type Watch = { stop: AbortController; settings: string; done: Promise<void> };

/** Reads every enabled mailbox for as long as it runs: new mail as the server tells of it, again after every loss of the connection. */
export function watchMailboxes() {
	const worker = randomUUID();
	const watches = new Map<number, Watch>();
	const stopped = new AbortController();
	const turning = turn();

	async function turn() {
		while (!stopped.signal.aborted) {
			await compare().catch((error) => log().error({ err: error }, "mailboxes could not be looked up"));
			await pause(lookEvery, undefined, { signal: stopped.signal }).catch(() => {});
		}
	}

	async function compare() {
		const wanted = (await emailSyncOn())
			? await db()
					.select()
					.from(inboxes)
					.where(and(eq(inboxes.provider, "mailbox"), eq(inboxes.enabled, true)))
			: [];
		const settings = new Map(wanted.map((inbox) => [inbox.id, JSON.stringify([inbox.config, inbox.sealedSecret, inbox.address])]));
		for (const [id, watch] of watches) if (settings.get(id) !== watch.settings) watch.stop.abort();
		for (const inbox of wanted) {
			if (watches.has(inbox.id) || !(await holdMailbox(inbox.id, worker))) continue;
			const stop = new AbortController();
			const done = watchMailbox(inbox, worker, stop.signal).finally(() => watches.delete(inbox.id));
			watches.set(inbox.id, { stop, settings: settings.get(inbox.id) ?? "", done });
		}
	}

	return {
		async stop() {
			stopped.abort();
			for (const watch of watches.values()) watch.stop.abort();
			await Promise.all([turning, ...[...watches.values()].map((watch) => watch.done)]);
		},
	};
}

async function watchMailbox(inbox: Inbox, worker: string, signal: AbortSignal): Promise<void> {
	const keeping = setInterval(() => void holdMailbox(inbox.id, worker).catch(() => false), (holdSeconds * 1000) / 3);
	let failures = 0;
	try {
		while (!signal.aborted) {
			try {
				await readUntilLost(inbox.id, signal, () => {
					failures = 0;
				});
			} catch (error) {
				const { trouble, detail } = mailboxErrorFrom(error);
				log().warn({ inboxId: inbox.id, trouble, detail }, "a mailbox cannot be read");
				// A connection that breaks once is nothing to tell of.
				if (failures > 0 || trouble === "credentials") await noteTrouble(inbox.id, `${trouble}: ${detail}`);
				// A wrong password stays wrong, and servers lock out who insists; new settings begin anew at once.
				const wait = trouble === "credentials" ? longestWait : Math.min(1_000 * 2 ** failures, longestWait);
				failures++;
				await pause(wait, undefined, { signal }).catch(() => {});
			}
		}
	} finally {
		clearInterval(keeping);
		await releaseMailbox(inbox.id, worker).catch((error) => log().warn({ err: error }, "a mailbox was not released"));
	}
}

async function readUntilLost(inboxId: number, signal: AbortSignal, onRead: () => void): Promise<void> {
	const [inbox] = await db().select().from(inboxes).where(eq(inboxes.id, inboxId));
	const account = inbox && mailboxAccount(inbox);
	if (!account) return;
	const folder = await openFolder(account.imap);
	const close = () => folder.close();
	signal.addEventListener("abort", close);
	try {
		while (!signal.aborted) {
			await syncMailbox(inbox, folder, account.imap.folder);
			await noteSuccess(inboxId);
			onRead();
			await folder.waitForNews(signal);
		}
	} catch (error) {
		if (!signal.aborted) throw error;
	} finally {
		signal.removeEventListener("abort", close);
		folder.close();
	}
}
