import "server-only";
import { ImapFlow } from "imapflow";
import type { MailServer } from "@/db/schema";
import { MailboxError, mailboxErrorFrom } from "./mailbox-errors";
import type { ChannelProvider, InboundEvent, RawRequest, Verdict } from "./provider";

/** The largest mail that is fetched whole, in bytes: of a larger one only its beginning, which still shows who wrote what. */
const maxMailBytes = 40_000_000;
/** Servers end an IDLE after 30 minutes (RFC 2177), and routers forget idle connections much sooner. */
const idleMs = 4 * 60_000;

export type ImapAccount = MailServer & { folder: string; password: string };
export type FetchedMail = { uid: number; receivedAt: Date; raw: Buffer };

/** A folder opened for reading only: nothing in it is ever marked, moved or deleted by us. */
export type OpenFolder = {
	uidValidity: string;
	/** The UID that the next mail will get (RFC 9051 §2.3.1.1). */
	uidNext: number;
	uidsSince(date: Date): Promise<number[]>;
	/** In the order of arrival. */
	mailsAfter(uid: number): AsyncGenerator<FetchedMail>;
	/** Until the server tells of something new, or it is time to look again. */
	waitForNews(signal: AbortSignal): Promise<void>;
	close(): void;
};

/** Signs in and opens the folder. Throws MailboxError. */
export async function openFolder(account: ImapAccount): Promise<OpenFolder> {
	const client = connection(account);
	try {
		await client.connect();
		const box = await client.mailboxOpen(account.folder, { readOnly: true }).catch((error) => {
			throw new MailboxError("folder", mailboxErrorFrom(error).detail);
		});
		return folderOf(client, String(box.uidValidity), box.uidNext);
	} catch (error) {
		client.close();
		throw mailboxErrorFrom(error);
	}
}

/** The folders that mail may lie in, the inbox first. Throws MailboxError. */
export async function listFolders(account: Omit<ImapAccount, "folder">): Promise<string[]> {
	const client = connection(account);
	try {
		await client.connect();
		const folders = (await client.list()).filter(({ flags }) => !flags.has("\\Noselect") && !flags.has("\\NonExistent"));
		return folders.map(({ path }) => path).sort((a, b) => Number(b === "INBOX") - Number(a === "INBOX") || a.localeCompare(b));
	} catch (error) {
		throw mailboxErrorFrom(error);
	} finally {
		client.close();
	}
}

/** Mails fetched from mailboxes take the same way as webhooks: kept first, then processed. Nobody can post them. */
export const imap: Pick<ChannelProvider, "verify" | "parse"> = {
	async verify(): Promise<Verdict> {
		return { ok: false, status: 401, reason: "mail from mailboxes is fetched, not posted" };
	},
	async parse({ body, headers }: RawRequest): Promise<InboundEvent[]> {
		return [
			{ kind: "mail", raw: body, envelopeTo: [headers["x-envelope-to"] ?? ""].filter(Boolean), ...(headers["x-history"] && { history: headers["x-history"] }) },
		];
	},
};

function connection({ host, port, security, user, password }: Omit<ImapAccount, "folder">): ImapFlow {
	const client = new ImapFlow({
		host,
		port,
		secure: security === "tls",
		doSTARTTLS: security === "starttls",
		auth: { user, pass: password },
		logger: false,
		disableAutoIdle: true,
		connectionTimeout: 15_000,
		greetingTimeout: 15_000,
		socketTimeout: idleMs + 60_000,
	});
	// Without a listener a lost connection would end the process; whoever waits for an answer is told by their own promise.
	client.on("error", () => {});
	return client;
}

function folderOf(client: ImapFlow, uidValidity: string, uidNext: number): OpenFolder {
	return {
		uidValidity,
		uidNext,
		async uidsSince(date) {
			const found = await client.search({ since: date }, { uid: true }).catch(rethrow);
			return (found || []).sort((a, b) => a - b);
		},
		async *mailsAfter(uid) {
			try {
				const query = { uid: true, internalDate: true, source: { maxLength: maxMailBytes } };
				for await (const mail of client.fetch(`${uid + 1}:*`, query, { uid: true })) {
					// "*" is the newest mail even when it is older than what was asked for.
					if (mail.uid <= uid) continue;
					yield { uid: mail.uid, receivedAt: new Date(mail.internalDate ?? Date.now()), raw: mail.source ?? Buffer.alloc(0) };
				}
			} catch (error) {
				throw mailboxErrorFrom(error);
			}
		},
		waitForNews: (signal) => waitForNews(client, signal),
		close: () => client.close(),
	};
}

async function waitForNews(client: ImapFlow, signal: AbortSignal): Promise<void> {
	if (!client.usable) throw new MailboxError("refused", "the connection was lost");
	let done = () => {};
	const news = new Promise<void>((resolve) => {
		done = resolve;
	});
	const timer = setTimeout(done, idleMs);
	for (const event of ["exists", "close", "error"] as const) client.on(event, done);
	signal.addEventListener("abort", done);
	// Not awaited: it ends only with the next command.
	void client.idle().catch(done);
	await news;
	clearTimeout(timer);
	for (const event of ["exists", "close", "error"] as const) client.off(event, done);
	signal.removeEventListener("abort", done);
	if (!client.usable && !signal.aborted) throw new MailboxError("refused", "the connection was lost");
}

function rethrow(error: unknown): never {
	throw mailboxErrorFrom(error);
}
