import type { Transaction } from "@/db";
import { storeFiles } from "@/lib/attachments/store";
import { beginConversation } from "@/lib/conversations/begin";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { replyAddress } from "@/lib/mail/reply-token";
import { latestOf } from "@/lib/messages/place";
import { receiveMessage } from "@/lib/messages/receive";
import { receiveMail } from "@/lib/messages/receive-mail";
import { receiveText } from "@/lib/messages/receive-text";
import { demoFile } from "./files";
import { fillIn } from "./forms";
import { rawMail } from "./mail";
import { digits, type Scene } from "./scene";
import type { Act } from "./schedule";

type Heard = Extract<Act, { kind: "customer" }>;

/** The customer writes: through the verb of the door that such a message comes in by. */
export async function hear(scene: Scene, heard: Heard, at: number): Promise<void> {
	scene.said += 1;
	if (scene.said === 1 && (await hearForm(scene, heard))) return;
	if (scene.inbox.channel === "chat" || (scene.story.source?.source === "form" && scene.said === 1)) await hearHere(scene, heard);
	else if (scene.inbox.channel === "email") await hearMail(scene, heard, at);
	else await hearText(scene, heard);
}

async function hearMail(scene: Scene, heard: Heard, at: number): Promise<void> {
	const { story, person, inbox, answer } = scene;
	const first = scene.said === 1;
	const messageId = `${digits("mail", scene.index, scene.said)}@${(person.email ?? "").split("@")[1]}`;
	// An answer to us comes to the address we gave; a second mail before it only names the first.
	const to = answer && scene.conversationId !== null ? replyAddress(scene.conversationId, inbox.address) : inbox.address;
	const subject = first || !story.subject ? (story.subject ?? "") : `Re: ${story.subject}`;
	const raw = await rawMail({
		from: { name: person.name ?? "", address: person.email ?? "" },
		to,
		cc: (first && story.mail?.cc) || [],
		subject: heard.automatic ? `Respuesta automática: ${subject}` : subject,
		text: heard.text,
		html: (first && story.mail?.html) || null,
		language: person.language,
		at,
		messageId,
		inReplyTo: scene.lastMailId,
		quoted: heard.quoting ? answer : null,
		headers: heard.automatic ? { "Auto-Submitted": "auto-replied" } : (first && story.mail?.headers) || {},
		files: heard.files,
	});
	await receiveMail({ kind: "mail", raw, envelopeTo: [to] });
	scene.lastMailId = messageId;
}

async function hearText({ index, said, person, inbox }: Scene, heard: Heard): Promise<void> {
	if (inbox.channel !== "sms" && inbox.channel !== "whatsapp") throw new Error(`no text comes by ${inbox.channel}`);
	await receiveText({
		kind: "text",
		channel: inbox.channel,
		providerId: `${heard.files.length > 0 ? "MM" : "SM"}${digits("text", index, said)}`,
		from: person.phone ?? "",
		to: inbox.address,
		body: heard.text,
		senderName: inbox.channel === "whatsapp" ? person.name : null,
		media: heard.files.map(demoFile),
	});
}

/** A form, filled in on its page. False for what such a page cannot send: other questions, a file. */
async function hearForm({ story, person }: Scene, { text, files }: Heard): Promise<boolean> {
	if (story.source?.source !== "form" || files.length > 0) return false;
	const about = [`Nombre: ${person.name}`, `Email: ${person.email}`, `Asunto: ${story.subject}`];
	return fillIn(story.source.name, [...about, ...text.split("\n")]);
}

/** What is written on our own pages: the chat, or a form that begins the conversation with its own name as the source. */
async function hearHere(scene: Scene, heard: Heard): Promise<void> {
	const { story, index, said, person, inbox } = scene;
	const sender = inbox.channel === "chat" ? { kind: "chat" as const, value: person.chat ?? "" } : { kind: "email" as const, value: person.email ?? "" };
	const begin = async (tx: Transaction) => {
		if (!story.source) return latestOf(tx, { ...sender, name: person.name }, inbox);
		const customer = await findOrCreateCustomer(tx, { ...sender, name: person.name });
		const { source, name: sourceName } = story.source;
		const beginning = { customerId: customer.id, inbox, subject: story.subject ?? null, source, sourceName, author: "customer" as const };
		return beginConversation(tx, beginning, { type: "customer", id: customer.id });
	};
	await receiveMessage({
		channel: inbox.channel,
		inbox,
		providerId: `here-${digits("here", index, said)}`,
		sender: { ...sender, name: person.name },
		subject: story.subject ?? null,
		body: heard.text,
		visibleLength: null,
		automatic: false,
		files: await storeFiles(heard.files.map(demoFile)),
		mail: null,
		thread: begin,
	});
}
