import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { db, transaction } from "@/db";
import { deliveries, messages } from "@/db/schema";
import type { Actor, UserActor } from "@/lib/actor";
import { enterBarrier } from "@/lib/conversations/barrier";
import { beginConversation } from "@/lib/conversations/begin";
import { loadConversation } from "@/lib/conversations/load";
import { touchConversation } from "@/lib/conversations/touch";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { applyReceipt } from "@/lib/messages/receipt";
import { sendReply } from "@/lib/messages/send";
import { asHtml } from "./mail";
import { conversationOf, digits, type Scene } from "./scene";

export async function answer(scene: Scene, text: string, actor: UserActor, at: number): Promise<{ messageId: number }> {
	const conversationId = conversationOf(scene);
	const html = scene.inbox.channel === "email" ? asHtml(text) : null;
	scene.answer = { by: actor.user.name, address: scene.inbox.address, at, text };
	return sendReply({ conversationId, clientKey: randomUUID(), text, html, cc: [], replyTo: "main", archive: false }, actor);
}

/** As if the provider had told us how it ended. */
export async function settle({ inbox, person }: Scene, messageId: number): Promise<void> {
	const [delivery] = await db().select({ key: deliveries.idempotencyKey }).from(deliveries).where(eq(deliveries.messageId, messageId));
	const isMail = inbox.channel === "email";
	const failed = isMail ? person.email?.includes("bounce") : person.phone?.endsWith("0006");
	const failure = isMail
		? { errorCode: "bounced", errorDetail: "550 5.1.1 The email account that you tried to reach does not exist" }
		: { errorCode: "invalidRecipient", errorDetail: "30006 Landline or unreachable carrier" };
	await applyReceipt(inbox.provider, {
		kind: "receipt",
		providerId: isMail ? `demo-${digits("sent", messageId)}` : `SM${digits("sent", messageId)}`,
		idempotencyKey: delivery?.key ?? null,
		rfcMessageId: isMail ? `${digits("sent", messageId)}@mail.example.com` : null,
		status: failed ? "failed" : inbox.channel === "whatsapp" ? "read" : "delivered",
		...(failed ? failure : { errorCode: null, errorDetail: null }),
	});
}

/**
 * A bot or an automation says something. Written into the tables by hand, for want of a verb: chatbots and automations do not speak yet.
 * It begins the conversation when it is the first to speak.
 */
export async function speak(scene: Scene, author: "chatbot" | "automation", text: string): Promise<void> {
	const actor: Actor = { type: author, id: 1 };
	await transaction(async (tx) => {
		const conversation = scene.conversationId === null ? await begin(tx, scene, author, actor) : await loadConversation(tx, scene.conversationId, actor);
		await enterBarrier(tx);
		const { id: conversationId, inboxId, channel } = conversation;
		const [message] = await tx
			.insert(messages)
			.values({ conversationId, inboxId, channel, body: text, author, direction: "out", status: "delivered" })
			.returning({ id: messages.id });
		if (!message) throw new Error("an insert answers its row");
		await touchConversation(tx, conversation, { id: message.id, author, text }, actor);
	});
}

async function begin(tx: Parameters<typeof beginConversation>[0], { story, person, inbox }: Scene, author: "chatbot" | "automation", actor: Actor) {
	const customer = await findOrCreateCustomer(tx, { kind: "phone", value: person.phone ?? "", name: person.name });
	const source = story.source?.source ?? "automation";
	return beginConversation(tx, { customerId: customer.id, inbox, subject: null, source, sourceName: story.source?.name ?? null, author }, actor);
}
