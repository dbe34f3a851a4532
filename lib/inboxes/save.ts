import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { type Transaction, transaction } from "@/db";
import { type Inbox, inboxes, type MailServer, mailboxSyncs, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { DomainError } from "@/lib/errors";
import { publish } from "@/lib/realtime/publish";
import { seal } from "@/lib/secrets";
import { mailboxAccount } from "./account";
import type { InboxGiven, MailboxGiven } from "./schema";

/**
 * Adds an inbox, or changes one. Its channel stays for ever: its conversations are of that channel. A channel has one main inbox, which
 * the one that becomes it takes over from. Throws addressTaken, passwordMissing, notFound.
 */
export async function saveInbox(given: InboxGiven, _actor: UserActor): Promise<{ id: number }> {
	const saved = await transaction(async (tx) => {
		const known = given.id === null ? null : await load(tx, given.id);
		if (known && known.channel !== given.channel) throw new DomainError("notFound");
		await requireFree(tx, given);
		const userId = "userId" in given ? given.userId : null;
		if (userId !== null) await requireUser(tx, userId);
		if (given.main)
			await tx
				.update(inboxes)
				.set({ main: false })
				.where(and(eq(inboxes.channel, given.channel), eq(inboxes.main, true)));
		const values = {
			...{ channel: given.channel, provider: given.provider, name: given.name, address: given.address, main: given.main, enabled: given.enabled, userId },
			...(given.provider === "mailbox" ? mailboxValues(given.mailbox, known) : { config: {}, sealedSecret: null }),
			lastError: null,
		};
		const [row] = known
			? await tx.update(inboxes).set(values).where(eq(inboxes.id, known.id)).returning({ id: inboxes.id })
			: await tx.insert(inboxes).values(values).returning({ id: inboxes.id });
		if (!row) throw new Error("a write answers its row");
		// Another account is another mailbox: what was read of the first says nothing about it.
		if (known && accountOf(known) !== accountOf(values)) await tx.delete(mailboxSyncs).where(eq(mailboxSyncs.inboxId, known.id));
		return row;
	});
	await publish("inboxes.changed", {});
	return saved;
}

/** The servers as given, with the kept passwords where none was. Throws passwordMissing. */
export function withPasswords(given: MailboxGiven, known: Pick<Inbox, "config" | "sealedSecret"> | null) {
	const kept = known && mailboxAccount(known);
	const password = (side: "imap" | "smtp") => given[side].password ?? kept?.[side].password;
	const [imap, smtp] = [password("imap"), password("smtp") ?? password("imap")];
	if (!imap || !smtp) throw new DomainError("passwordMissing");
	return { imap: { ...given.imap, password: imap }, smtp: { ...given.smtp, password: smtp } };
}

function mailboxValues(given: MailboxGiven, known: Inbox | null): Pick<Inbox, "config" | "sealedSecret"> {
	const { imap, smtp } = withPasswords(given, known);
	const server = ({ host, port, security, user }: MailServer): MailServer => ({ host, port, security, user });
	return {
		config: { mailbox: { imap: { ...server(imap), folder: imap.folder }, smtp: server(smtp), importDays: given.importDays } },
		sealedSecret: seal(JSON.stringify({ imap: imap.password, smtp: smtp.password })),
	};
}

function accountOf({ config: { mailbox } }: Pick<Inbox, "config">): string {
	return mailbox ? [mailbox.imap.host, mailbox.imap.user, mailbox.imap.folder].join("\n") : "";
}

async function load(tx: Transaction, id: number): Promise<Inbox> {
	const [inbox] = await tx.select().from(inboxes).where(eq(inboxes.id, id)).for("update");
	if (!inbox) throw new DomainError("notFound");
	return inbox;
}

async function requireFree(tx: Transaction, { id, channel, address }: InboxGiven): Promise<void> {
	const same = and(eq(inboxes.channel, channel), eq(inboxes.address, address), id === null ? undefined : ne(inboxes.id, id));
	const [other] = await tx.select({ name: inboxes.name }).from(inboxes).where(same);
	if (other) throw new DomainError("addressTaken", { name: other.name });
}

async function requireUser(tx: Transaction, id: number): Promise<void> {
	const [user] = await tx.select({ deactivatedAt: users.deactivatedAt }).from(users).where(eq(users.id, id));
	if (!user || user.deactivatedAt) throw new DomainError("userNotActive");
}
