import "server-only";
import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { db, type Reader } from "@/db";
import { type Channel, type Inbox, inboxes } from "@/db/schema";
import { statement } from "@/db/statement";
import { emailSyncOn } from "./email-sync";

export async function listInboxes(): Promise<Inbox[]> {
	return db().select().from(inboxes).where(eq(inboxes.enabled, true)).orderBy(asc(inboxes.id));
}

export type ListedInbox = Pick<Inbox, "id" | "name" | "channel">;

/** What a choice of inboxes shows: those out of use too, since they have conversations. */
export function listedInboxes(): Promise<ListedInbox[]> {
	return db().select({ id: inboxes.id, name: inboxes.name, channel: inboxes.channel }).from(inboxes).orderBy(asc(inboxes.channel), asc(inboxes.name));
}

const byAddress = statement((db) =>
	db
		.select()
		.from(inboxes)
		.where(and(eq(inboxes.channel, sql.placeholder("channel")), sql`${inboxes.address} = ANY(${sql.placeholder("wanted")}::text[])`)),
);

/** The inbox of this id, or that one of the addresses belongs to, in the order given; else the channel's main one, since nothing is ever refused. */
export async function inboxFor(reader: Reader, channel: Channel, addresses: string[], inboxId?: number): Promise<Inbox> {
	const [known] = inboxId ? await reader.select().from(inboxes).where(eq(inboxes.id, inboxId)) : [];
	if (known) return known;
	const wanted = addresses.map((address) => address.trim().toLowerCase()).filter(Boolean);
	const found = wanted.length > 0 ? await byAddress(reader, { channel, wanted }) : [];
	const named = wanted.map((address) => found.find((inbox) => inbox.address === address)).find((inbox) => inbox !== undefined);
	if (named) return named;
	const [main] = await reader.select().from(inboxes).where(eq(inboxes.channel, channel)).orderBy(desc(inboxes.main), asc(inboxes.id)).limit(1);
	if (!main) throw new Error(`no inbox receives ${channel}`);
	return main;
}

/** The inbox that a first message on a channel goes out from: its main one, else its oldest that is connected. Personal ones only answer. */
export async function startInbox(reader: Reader, channel: Channel): Promise<Inbox | null> {
	const [inbox] = await reader
		.select()
		.from(inboxes)
		.where(and(eq(inboxes.channel, channel), eq(inboxes.enabled, true), ne(inboxes.provider, "none"), isNull(inboxes.userId)))
		.orderBy(desc(inboxes.main), asc(inboxes.id))
		.limit(1);
	return inbox ?? null;
}

/** A user's own email inbox, where they have one. */
export async function personalInbox(userId: number): Promise<Inbox | null> {
	const [inbox] = await db()
		.select()
		.from(inboxes)
		.where(and(eq(inboxes.userId, userId), eq(inboxes.channel, "email"), eq(inboxes.enabled, true)));
	return inbox ?? null;
}

/** Where an answer may come back to. `synced`: what arrives there comes into the history. */
export type ReplyInboxes = { main: ReplyInbox; personal: ReplyInbox | null };
export type ReplyInbox = { name: string; address: string; synced: boolean };

export async function replyInboxes(userId: number, mainId: number): Promise<ReplyInboxes | null> {
	const [[main], personal, syncs] = await Promise.all([db().select().from(inboxes).where(eq(inboxes.id, mainId)), personalInbox(userId), emailSyncOn()]);
	return main ? { main: asReplyInbox(main, syncs), personal: personal && asReplyInbox(personal, syncs) } : null;
}

/** Synced: not while sync is off, nor while it cannot be read. */
export function asReplyInbox({ name, address, enabled, provider, lastError, lastErrorAt, lastSuccessAt }: Inbox, syncs: boolean): ReplyInbox {
	const failing = lastError !== null && (lastSuccessAt === null || (lastErrorAt !== null && lastErrorAt > lastSuccessAt));
	return { name, address, synced: syncs && enabled && provider !== "none" && !failing };
}
