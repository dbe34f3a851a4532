import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { receiveMail } from "@/lib/messages/receive-mail";
import { sendReply } from "@/lib/messages/send";
import { addNote } from "@/lib/notes/add";
import { parseSearch } from "@/lib/search/parse";
import { searchMessages } from "@/lib/search/queries";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser, newestMessage, rawMail } from "../../support/factories";

setupDatabase();

let ids: { mail: number; reply: number; note: number; file: number };
let userId: number;
beforeAll(async () => {
	const actor = await makeUser("operator", "Ana Pérez");
	userId = actor.user.id;
	await makeInbox("email", "support@shop.example");
	const mail = await mailArrives({ subject: "Pedido roto", text: "Falta una pieza." });
	const { conversationId } = mail;
	const { messageId } = await sendReply(
		{ conversationId, clientKey: randomUUID(), text: "Te mandamos otra.", html: null, cc: [], replyTo: "main", archive: false },
		actor,
	);
	const note = await addNote({ conversationId, clientKey: randomUUID(), text: "Cliente difícil" }, actor);
	await receiveMail({ kind: "mail", raw: withFile(), envelopeTo: [] });
	ids = { mail: mail.id, reply: messageId, note: note.id, file: (await newestMessage()).id };
});

function withFile(): Buffer {
	const parts = [
		"--x\r\nContent-Type: text/plain\r\n\r\nAdjunto.",
		'--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="Albarán-99.txt"\r\n\r\nhola',
		"--x--",
	];
	const raw = rawMail({ from: "Pablo Ruiz <pablo@example.es>", subject: "Otra cosa", text: parts.join("\r\n") }).toString();
	return Buffer.from(raw.replace("text/plain; charset=utf-8", 'multipart/mixed; boundary="x"'));
}

const cases: [string, (keyof typeof ids)[]][] = [
	["roto ", ["reply", "mail"]],
	["rinaldi pieza ", ["mail"]],
	["giulia@example.it ", ["reply", "mail"]],
	["from:giulia ", ["mail"]],
	["from:giulia@example.it ", ["mail"]],
	["from:perez ", ["note", "reply"]],
	["from:me ", ["note", "reply"]],
	["dificil ", ["note"]],
	["albaran ", ["file"]],
	["has:attachment ", ["file"]],
	["channel:email otra ", ["file", "reply"]],
	["channel:sms otra ", []],
	['"te mandamos otra"', ["reply"]],
];

test.each(cases)("%s", async (typed, expected) => {
	const { hits } = await searchMessages(userId, parseSearch(typed));
	expect(hits.map((hit) => hit.messageId)).toEqual(expected.map((name) => ids[name]));
});

test("a word that no list knows yet is found while it is whole", async () => {
	expect((await searchMessages(userId, parseSearch("mandamos"))).hits.map((hit) => hit.messageId)).toEqual([ids.reply]);
});

test("subject, channel and kind come with a hit", async () => {
	const { hits } = await searchMessages(userId, parseSearch("pieza "));
	expect(hits).toMatchObject([{ kind: "message", subject: "Pedido roto", channel: "email", customerName: "Giulia Rinaldi" }]);
	expect((await searchMessages(userId, parseSearch("dificil "))).hits).toMatchObject([{ kind: "note", subject: "Pedido roto" }]);
});
