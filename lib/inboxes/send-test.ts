import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import parsePhoneNumber from "libphonenumber-js";
import { db } from "@/db";
import { inboxes } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { type OutboundMessage, SendError } from "@/lib/channels/provider";
import { outbound } from "@/lib/channels/registry";
import { DomainError } from "@/lib/errors";
import { translator } from "@/lib/i18n/translator";
import { userLanguage } from "@/lib/users/queries";
import { mailboxAccount } from "./account";
import { noteSuccess, noteTrouble } from "./state";
import { systemKey } from "./system-mail";

/** What became of a test: null when the provider took it, else its refusal. */
export type Tested = { code: SendError["code"]; detail: string } | null;

/** Sends a word from an inbox to an address or number, the way that messages go, without being one. Throws notFound, channelNotConnected, invalidInput. */
export async function sendTest({ id, to }: { id: number; to: string }, actor: UserActor): Promise<Tested> {
	const [inbox] = await db().select().from(inboxes).where(eq(inboxes.id, id));
	if (!inbox) throw new DomainError("notFound");
	if (inbox.provider === "none") throw new DomainError("channelNotConnected");
	const t = await translator(await userLanguage(actor.user.id), "inboxes");
	const message: OutboundMessage = {
		messageId: 0,
		channel: inbox.channel,
		idempotencyKey: systemKey(`inbox-test-${randomUUID()}`),
		attemptedAt: null,
		from: { name: inbox.name, address: inbox.address },
		to: [{ name: "", address: addressFor(inbox.channel, to) }],
		cc: [],
		bcc: [],
		replyTo: null,
		subject: t("test.subject", { name: inbox.name }),
		text: t("test.body", { name: inbox.name }),
		html: null,
		inReplyTo: null,
		references: [],
		files: [],
		mediaUrls: [],
		automatic: true,
		smtp: mailboxAccount(inbox)?.smtp ?? null,
		isTaken: async () => false,
	};
	// Whether a mailbox can be read, sending does not tell.
	const tells = inbox.provider !== "mailbox";
	try {
		await outbound[inbox.provider].send(message);
		if (tells) await noteSuccess(id);
		return null;
	} catch (error) {
		const { code, detail } = error instanceof SendError ? error : new SendError("provider", String(error), false);
		if (code === "credentials" && tells) await noteTrouble(id, `credentials: ${detail}`);
		return { code, detail };
	}
}

function addressFor(channel: string, to: string): string {
	if (channel === "email" && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(to)) return to;
	const number = channel === "email" ? undefined : parsePhoneNumber(to);
	if (number?.isValid()) return number.number;
	throw new DomainError("invalidInput");
}
