import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import parsePhoneNumber from "libphonenumber-js";
import { db } from "@/db";
import { type Inbox, inboxes, mailboxSyncs, users } from "@/db/schema";
import { env } from "@/lib/env";
import { publish } from "@/lib/realtime/publish";
import { emailSyncOn } from "./email-sync";

const minute = 60_000;

/** Remembers that an inbox works, at most once a minute, and tells the screens when that is news. `known`: as it was just read. */
export async function noteSuccess(inboxId: number, known?: Pick<Inbox, "lastSuccessAt" | "lastError">): Promise<void> {
	if (known?.lastError === null && known.lastSuccessAt && Date.now() - known.lastSuccessAt.getTime() < minute) return;
	const [before] = await db()
		.update(inboxes)
		.set({ lastSuccessAt: sql`clock_timestamp()`, lastError: null })
		.where(
			and(
				eq(inboxes.id, inboxId),
				sql`(${inboxes.lastError} IS NOT NULL OR ${inboxes.lastSuccessAt} IS NULL OR ${inboxes.lastSuccessAt} < clock_timestamp() - interval '1 minute')`,
			),
		)
		.returning({ hadError: sql<boolean>`(SELECT old.last_error IS NOT NULL FROM inboxes old WHERE old.id = ${inboxId})` });
	if (before?.hadError) await publish("inboxes.changed", {});
}

/**
 * Remembers what keeps an inbox from working (`code: the provider's own words`), and tells the screens once for each new reason: servers put
 * a number of their own into every refusal.
 */
export async function noteTrouble(inboxId: number, trouble: string): Promise<void> {
	const lastError = trouble.slice(0, 1000);
	const [changed] = await db()
		.update(inboxes)
		.set({ lastErrorAt: sql`clock_timestamp()`, lastError })
		.where(and(eq(inboxes.id, inboxId), sql`${inboxes.lastError} IS DISTINCT FROM ${lastError}`))
		.returning({ before: sql<string | null>`(SELECT old.last_error FROM inboxes old WHERE old.id = ${inboxId})` });
	if (changed && changed.before?.split(":", 1)[0] !== lastError.split(":", 1)[0]) await publish("inboxes.changed", {});
}

export type InboxState = Pick<
	Inbox,
	"id" | "channel" | "provider" | "name" | "address" | "main" | "enabled" | "lastSuccessAt" | "lastErrorAt" | "lastError"
> & {
	/** The address as people write it. */
	shown: string;
	owner: string | null;
	/** A first import that is under way. */
	importing: { done: number; total: number } | null;
};

/** Every inbox with how it does, the main ones first. */
export async function listInboxStates(): Promise<InboxState[]> {
	const found = await db()
		.select({
			...{ id: inboxes.id, channel: inboxes.channel, provider: inboxes.provider, name: inboxes.name, address: inboxes.address },
			...{ main: inboxes.main, enabled: inboxes.enabled },
			...{ lastSuccessAt: inboxes.lastSuccessAt, lastErrorAt: inboxes.lastErrorAt, lastError: inboxes.lastError },
			owner: users.name,
			...{ done: mailboxSyncs.importDone, total: mailboxSyncs.importTotal },
		})
		.from(inboxes)
		.leftJoin(users, eq(users.id, inboxes.userId))
		.leftJoin(mailboxSyncs, eq(mailboxSyncs.inboxId, inboxes.id))
		.orderBy(asc(inboxes.channel), sql`${inboxes.userId} IS NOT NULL`, sql`NOT ${inboxes.main}`, asc(inboxes.id));
	return found.map(({ done, total, ...inbox }) => ({
		...inbox,
		shown: inbox.address.startsWith("+") ? (parsePhoneNumber(inbox.address)?.formatInternational() ?? inbox.address) : inbox.address,
		importing: done !== null && total !== null && done < total ? { done, total } : null,
	}));
}

/** Whether what customers answer by email comes into the history; `inboxes`: those that it does not come from. */
export type EmailSyncState = { state: "on" | "off" | "failing"; inboxes: string[] };

/** Off when an admin turned it off; failing while an email inbox in use cannot be read. Judged by the last success, not by a timer. */
export async function emailSyncState(): Promise<EmailSyncState> {
	const [on, failing] = await Promise.all([
		emailSyncOn(),
		db()
			.select({ address: inboxes.address })
			.from(inboxes)
			.where(
				and(
					eq(inboxes.channel, "email"),
					eq(inboxes.enabled, true),
					sql`${inboxes.lastError} IS NOT NULL`,
					sql`(${inboxes.lastSuccessAt} IS NULL OR ${inboxes.lastErrorAt} > ${inboxes.lastSuccessAt})`,
				),
			)
			.orderBy(asc(inboxes.id)),
	]);
	if (!on) return { state: "off", inboxes: [] };
	return { state: failing.length > 0 ? "failing" : "on", inboxes: failing.map(({ address }) => address) };
}

/** An inbox as its form shows it: everything but what is secret. */
export type EditableInbox = Pick<Inbox, "id" | "channel" | "provider" | "name" | "address" | "main" | "enabled" | "userId" | "config">;

export async function editableInbox(id: number): Promise<EditableInbox | null> {
	const { channel, provider, name, address, main, enabled, userId, config } = inboxes;
	const [inbox] = await db()
		.select({ id: inboxes.id, channel, provider, name, address, main, enabled, userId, config })
		.from(inboxes)
		.where(eq(inboxes.id, id));
	return inbox ?? null;
}

/** What a guide to connecting an inbox says of this installation. */
export function connections() {
	const { APP_URL, RESEND_API_KEY, TWILIO_AUTH_TOKEN, SANDBOX_URL } = env();
	return {
		appUrl: APP_URL.replace(/\/$/, ""),
		connected: { resend: Boolean(RESEND_API_KEY), twilio: Boolean(TWILIO_AUTH_TOKEN) },
		sandbox: Boolean(SANDBOX_URL),
	};
}
