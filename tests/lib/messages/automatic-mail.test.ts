import { randomUUID } from "node:crypto";
import { type AddressInfo, createServer } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db";
import { automations, chatbots, deliveries, inboxes, messages, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { createAutomation, enableAutomation } from "@/lib/automations/save";
import type { AutomationInput } from "@/lib/automations/schema";
import { smtp } from "@/lib/channels/smtp";
import { saveChatbot } from "@/lib/chatbots/save";
import { createCustomer } from "@/lib/customers/create";
import { sendTest } from "@/lib/inboxes/send-test";
import { retryMessage } from "@/lib/messages/retry";
import { sendReply } from "@/lib/messages/send";
import { submitReply } from "@/lib/messages/submit";
import { submitStart } from "@/lib/messages/submit-start";
import { notify } from "@/lib/notifications/notify";
import { notificationTasks } from "@/lib/notifications/tasks";
import { createTemplate } from "@/lib/templates/save";
import { inviteUser } from "@/lib/users/invitations";
import { setWriting } from "@/lib/users/writing";
import { setupBackstage } from "../../support/backstage";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser } from "../../support/factories";
import { until } from "../../support/poll";
import { read, sources } from "../../support/sources";
import { outgoing } from "../channels/vendor";

setupDatabase();
const { received, source } = await setupBackstage();
let admin: UserActor;
let inboxId: number;
beforeAll(async () => {
	admin = await makeUser("admin", "Ana");
	inboxId = (await makeInbox("email", "support@shop.example")).id;
	await db().update(inboxes).set({ main: true });
	await setWriting({ signature: "", undoSeconds: 0 }, admin);
});

/** Does something that makes a mail go out, and answers whom it goes to. */
type Sender = { by: "nobody" | "a person"; send: () => Promise<string> };

let count = 0;
const newAddress = () => `person${++count}@customer.example`;
/** A customer who wrote, and whom an answer goes to. */
async function writes() {
	const address = newAddress();
	return { address, ...(await mailArrives({ from: `Somebody <${address}>` })) };
}
const words = { text: "It is.", html: null, cc: [], replyTo: "main" as const };
async function bot() {
	const behaviour = { type: "script" as const, steps: [{ id: "a", type: "say" as const, text: "Got it" }] };
	const given = {
		id: null,
		name: "Bot",
		emoji: "🤖",
		channels: ["email" as const],
		languages: [],
		secret: null,
		enabled: true,
		trigger: { type: "always" as const },
	};
	return saveChatbot({ ...given, behaviour }, admin);
}
async function automation(more: Pick<AutomationInput, "trigger" | "actions">) {
	const { automationId } = await createAutomation({ name: "Rule", match: "all", conditions: [], hourlyCap: 100, ...more }, admin);
	await enableAutomation(automationId, true, admin);
}
const silence = () => Promise.all([db().update(automations).set({ enabled: false }), db().update(chatbots).set({ enabled: false })]);

/** Every place in the code that has a mail sent, by file and by what it calls there. */
const senders: Record<string, Sender> = {
	"lib/inboxes/send-test.ts: outbound.send": {
		by: "nobody",
		async send() {
			const to = newAddress();
			await sendTest({ id: inboxId, to }, admin);
			return to;
		},
	},
	"lib/users/send-invitation.ts: sendSystemMail": {
		by: "nobody",
		async send() {
			const email = newAddress();
			await inviteUser({ email, role: "operator", language: "es" }, admin);
			return email;
		},
	},
	"lib/notifications/mail.ts: sendSystemMail": {
		by: "nobody",
		async send() {
			const { conversationId, id } = await writes();
			const { user } = await makeUser();
			await notify({ kind: "answered", subject: "one", userIds: [user.id], conversationId, messageId: id });
			return addressOf(user.id);
		},
	},
	"lib/notifications/mail.ts: sendSystemMail (2)": {
		by: "nobody",
		async send() {
			const { user } = await makeUser();
			await notificationTasks["notification.test"]({ userId: user.id, by: "email" });
			return addressOf(user.id);
		},
	},
	"lib/chatbots/carry-out.ts: queueSpoken": {
		by: "nobody",
		async send() {
			await bot();
			return (await writes()).address;
		},
	},
	"lib/automations/execute.ts: queueSpoken": {
		by: "nobody",
		async send() {
			await automation({ trigger: { type: "message_received" }, actions: [{ type: "reply", text: "Got it" }] });
			return (await writes()).address;
		},
	},
	"lib/automations/begin-conversation.ts: queueSpoken": {
		by: "nobody",
		async send() {
			const template = { name: "Welcome", folder: "", channel: null, language: null, subject: "Welcome", text: "Glad you are here.", html: null };
			const { templateId } = await createTemplate(template, admin);
			await automation({ trigger: { type: "customer_created" }, actions: [{ type: "start", channel: "email", templateId }] });
			const email = newAddress();
			await createCustomer({ name: "Marta Gil", email, phone: null, language: null }, admin);
			return email;
		},
	},
	"lib/messages/send.ts: queueReply": {
		by: "a person",
		async send() {
			const { address, conversationId } = await writes();
			await sendReply({ ...words, conversationId, clientKey: randomUUID(), archive: false }, admin);
			return address;
		},
	},
	"lib/messages/submit.ts: queueReply": { by: "a person", send: () => submitted(null) },
	"lib/messages/dispatch.ts: queueReply": { by: "a person", send: () => submitted(new Date(Date.now() + 1_500).toISOString()) },
	"lib/messages/submit-start.ts: startConversation": { by: "a person", send: () => started(null) },
	"lib/messages/dispatch.ts: startConversation": { by: "a person", send: () => started(new Date(Date.now() + 1_500).toISOString()) },
	"lib/messages/retry.ts: enqueueSending": {
		by: "nobody",
		async send() {
			await bot();
			const { address, conversationId } = await writes();
			await until(async () => (await received(address)).length === 1);
			const message = await until(async () => (await db().select().from(messages).where(eq(messages.conversationId, conversationId))).find(isDelivered));
			await db().update(messages).set({ status: "failed" }).where(eq(messages.id, message.id));
			await db().update(deliveries).set({ state: "failed", attemptedAt: null }).where(eq(deliveries.messageId, message.id));
			await retryMessage(message.id, admin);
			await until(async () => (await received(address)).length === 2);
			return address;
		},
	},
};
const isDelivered = ({ direction, status }: typeof messages.$inferSelect) => direction === "out" && status === "delivered";

async function addressOf(userId: number): Promise<string> {
	const [user] = await db().select({ email: users.email }).from(users).where(eq(users.id, userId));
	return user?.email ?? "";
}

async function submitted(sendAt: string | null): Promise<string> {
	const { address, conversationId } = await writes();
	await submitReply({ ...words, conversationId, clientKey: randomUUID(), archive: false, seen: null, revisions: [], sendAt }, admin);
	return address;
}

async function started(sendAt: string | null): Promise<string> {
	const email = newAddress();
	const { created } = await createCustomer({ name: "Eva Gil", email, phone: null, language: null }, admin);
	const first = {
		customerId: created?.id ?? 0,
		channel: "email" as const,
		subject: "Your order",
		bcc: [],
		archive: false,
		fromRecord: false,
		revisions: [],
		sendAt,
	};
	await submitStart({ ...words, ...first, clientKey: randomUUID() }, admin);
	return email;
}

/** Those that only pass on what the ones above have sent, and the two that speak to the outside. */
const betweenThem = [
	"lib/channels/resend.ts: emails.send",
	"lib/channels/smtp.ts: sendMail",
	"lib/inboxes/system-mail.ts: outbound.send",
	"lib/messages/deliver.ts: outbound.send",
	"lib/messages/send.ts: enqueueSending",
	"lib/messages/speak.ts: enqueueSending",
	"lib/messages/withdraw.ts: enqueueSending",
];

test("every place that has a mail sent is known here", () => {
	const call = /(?<!function )\b(sendSystemMail|queueSpoken|queueReply|startConversation|enqueueSending|outbound\[[\w.]+\]\.send|emails\.send|sendMail)\(/g;
	const places = sources()
		.filter((file) => !file.startsWith("db/seed"))
		.flatMap((file) => {
			const found = [...read(file).matchAll(call)].map(([, name = ""]) => `${file}: ${name.replace(/\[.*\]/, "")}`);
			return found.map((place, index) =>
				found.indexOf(place) === index ? place : `${place} (${found.slice(0, index + 1).filter((one) => one === place).length})`,
			);
		});
	expect(places.sort()).toEqual([...Object.keys(senders), ...betweenThem].sort());
});

test.each(Object.keys(senders))(
	"%s: it carries Auto-Submitted unless a person wrote it",
	async (place) => {
		const { by, send } = senders[place] as Sender;
		const address = await send();
		const mails = await until(async () => (await received(address)).length > 0 && received(address));
		await silence();
		for (const { id } of mails) {
			const raw = await source(id);
			if (by === "nobody") expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
			else expect(raw).not.toMatch(/^Auto-Submitted:/im);
		}
	},
	30_000,
);

describe("through a server of its own", () => {
	const arrived: string[] = [];
	const server = createServer((socket) => {
		let said = "";
		let inMail = false;
		socket.write("220 ready\r\n");
		socket.on("data", (bytes) => {
			said += bytes;
			for (let end = said.indexOf(inMail ? "\r\n.\r\n" : "\r\n"); end !== -1; end = said.indexOf(inMail ? "\r\n.\r\n" : "\r\n")) {
				const line = said.slice(0, end);
				said = said.slice(end + (inMail ? 5 : 2));
				if (inMail) arrived.push(line);
				inMail = !inMail && line === "DATA";
				socket.write(inMail ? "354 go on\r\n" : line === "QUIT" ? "221 bye\r\n" : "250 fine\r\n");
			}
		});
	});
	beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
	afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

	test.each([true, false])("it is the same (automatic: %s)", async (automatic) => {
		const { port } = server.address() as AddressInfo;
		const account = { host: "127.0.0.1", port, security: "none" as const, user: "", password: "" };
		await smtp.send(outgoing({ automatic, smtp: account, idempotencyKey: randomUUID() }));
		const raw = arrived.at(-1) ?? "";
		expect(/^Auto-Submitted: auto-generated\r?$/m.test(raw)).toBe(automatic);
		expect(/^X-Auto-Response-Suppress: All\r?$/m.test(raw)).toBe(automatic);
	});
});
