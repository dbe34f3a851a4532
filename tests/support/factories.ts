import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db";
import { type Channel, type Inbox, inboxes, messages, type Provider, type Role, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { receiveMail } from "@/lib/messages/receive-mail";
import { receiveText } from "@/lib/messages/receive-text";

let count = 0;
const next = () => ++count;

export async function makeUser(role: Role = "operator", name = `User ${next()}`): Promise<UserActor> {
	const [user] = await db()
		.insert(users)
		.values({ name, role, email: `${randomUUID()}@example.com` })
		.returning();
	if (!user) throw new Error("no user");
	return { type: "user", user: { id: user.id, name: user.name, role: user.role } };
}

export async function makeInbox(
	channel: Channel,
	address: string,
	provider: Provider = channel === "email" ? "resend" : "twilio",
	userId: number | null = null,
): Promise<Inbox> {
	const [inbox] = await db().insert(inboxes).values({ channel, address, provider, name: address, userId }).returning();
	if (!inbox) throw new Error("no inbox");
	return inbox;
}

export type Mail = { from?: string; to?: string; subject?: string; text?: string; id?: string; headers?: string[] };

/** A raw RFC 5322 mail. */
export function rawMail({
	from = "Giulia Rinaldi <giulia@example.it>",
	to = "support@shop.example",
	subject = "Order 4417",
	text = "A screw is missing.",
	id = `${randomUUID()}@example.it`,
	headers = [],
}: Mail = {}): Buffer {
	const head = [
		`From: ${from}`,
		`To: ${to}`,
		`Subject: ${subject}`,
		`Message-ID: <${id}>`,
		"Date: Mon, 02 Nov 2026 10:00:00 +0100",
		"MIME-Version: 1.0",
		"Content-Type: text/plain; charset=utf-8",
		...headers,
	];
	return Buffer.from(`${head.join("\r\n")}\r\n\r\n${text}\r\n`);
}

/** Takes a mail in through the real intake, and answers the message: not what a chatbot was quick to say to it. */
export async function mailArrives(mail: Mail = {}, envelopeTo: string[] = []) {
	await receiveMail({ kind: "mail", raw: rawMail(mail), envelopeTo });
	return newestMessage("in");
}

export async function textArrives(body: string, from = "+34600000001", to = "+34911000417") {
	await receiveText({ kind: "text", channel: "sms", providerId: `SM${randomUUID().replaceAll("-", "")}`, from, to, body, senderName: null, media: [] });
	return newestMessage("in");
}

export async function newestMessage(direction?: "in" | "out") {
	const all = await db().select().from(messages).orderBy(messages.id);
	const message = all.findLast((one) => !direction || one.direction === direction);
	if (!message) throw new Error("no message");
	return message;
}

export async function messageById(id: number) {
	const [message] = await db().select().from(messages).where(eq(messages.id, id));
	if (!message) throw new Error(`no message ${id}`);
	return message;
}
