import "server-only";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db";
import { type MessageMail, messageMails, messages, users } from "@/db/schema";
import { DomainError } from "@/lib/errors";
import { unfolded } from "@/lib/mail/fold-quote";
import { outgoingHtml } from "@/lib/mail/outgoing";

export type Body = { text: string; html: string | null /** How much of the text is new; null: all of it. */; visibleLength: number | null };
type Original = { body: string; mail: MessageMail };

/** What was written, with what goes below it: the writer's signature, and the mail that is passed on. The same in both forms. */
export async function mailBody(
	tx: Transaction,
	written: { text: string; html: string | null; signature?: boolean },
	userId: number,
	original: Original | null,
): Promise<Body> {
	const signature = written.signature ? await signatureOf(tx, userId) : "";
	const parts = [...(signature ? [signed(signature)] : []), ...(original ? [passedOn(original)] : [])];
	const html = outgoingHtml(written.html ?? (original?.mail.html ? asHtml(written.text) : ""));
	if (parts.length === 0) return { text: written.text, html, visibleLength: null };
	return {
		text: [written.text, ...parts.map((part) => part.text)].join("\n\n"),
		html: html && [html, ...parts.map((part) => part.html)].join("<br>"),
		visibleLength: written.text.length,
	};
}

async function signatureOf(tx: Transaction, userId: number): Promise<string> {
	const [user] = await tx.select({ signature: users.signature }).from(users).where(eq(users.id, userId));
	return user?.signature.trim() ?? "";
}

/** The mail of this conversation that is passed on. Throws notFound. */
export async function originalOf(tx: Transaction, conversationId: number, messageId: number): Promise<Original> {
	const [original] = await tx
		.select({ body: messages.body, mail: messageMails })
		.from(messages)
		.innerJoin(messageMails, eq(messageMails.messageId, messages.id))
		.where(and(eq(messages.id, messageId), eq(messages.conversationId, conversationId)));
	if (!original) throw new DomainError("notFound");
	return original;
}

/** "-- " on a line of its own is how mail programs know a signature (RFC 3676 §4.3). */
function signed(signature: string) {
	return { text: `-- \n${signature}`, html: outgoingHtml(`<p>-- <br>${lines(signature)}</p>`) };
}

/** Its head in the words that mail programs look for, then itself. BCC is nobody's business. */
function passedOn({ body, mail }: Original) {
	const people = (list: { name: string; address: string }[]) => list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(", ");
	const head = [
		"---------- Forwarded message ---------",
		...(mail.from ? [`From: ${people([mail.from])}`] : []),
		...(mail.sentAt ? [`Date: ${mail.sentAt.toUTCString()}`] : []),
		`Subject: ${mail.subject}`,
		...(mail.to.length > 0 ? [`To: ${people(mail.to)}`] : []),
		...(mail.cc.length > 0 ? [`Cc: ${people(mail.cc)}`] : []),
	].join("\n");
	return { text: `${head}\n\n${body}`, html: `${outgoingHtml(`<p>${lines(head)}</p>`)}<br>${unfolded(mail.html ?? asHtml(body))}` };
}

const asHtml = (text: string) => `<p>${lines(text)}</p>`;

function lines(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>");
}
