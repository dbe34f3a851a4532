import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as media } from "@/app/api/media/[id]/[name]/route";
import { POST as formSent, GET as formShown } from "@/app/forms/[key]/route";
import { db } from "@/db";
import { attachments, auditLog, automationRuns, conversations, inboxes, translations, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { assignConversation } from "@/lib/assignments/assign";
import { publicLink } from "@/lib/attachments/public-link";
import { createSession, listSessions } from "@/lib/auth/session-store";
import { executeRun } from "@/lib/automations/execute";
import { createAutomation, deleteAutomation, enableAutomation } from "@/lib/automations/save";
import { runChatbot } from "@/lib/chatbots/run";
import { saveChatbot } from "@/lib/chatbots/save";
import { setStatus } from "@/lib/conversations/status";
import { formDetails } from "@/lib/forms/queries";
import { createForm, enableForm } from "@/lib/forms/save";
import { allowLoopback } from "@/lib/guarded-post";
import { health } from "@/lib/health/queries";
import { log } from "@/lib/log";
import { deleteConversation } from "@/lib/messages/delete-conversation";
import { receiveText } from "@/lib/messages/receive-text";
import { type Reply, sendReply } from "@/lib/messages/send";
import { submitStart } from "@/lib/messages/submit-start";
import { addNote } from "@/lib/notes/add";
import { deleteNote, editNote } from "@/lib/notes/change";
import { subscribePush } from "@/lib/notifications/subscriptions";
import { conversationChannel, staffChannel, userChannel } from "@/lib/realtime/events";
import { templateValues } from "@/lib/templates/values";
import { wholeHistory } from "@/lib/timeline/history";
import { previewReply } from "@/lib/translation/outbound";
import { saveTranslation } from "@/lib/translation/settings";
import { setWriting } from "@/lib/users/writing";
import { setupBackstage } from "../support/backstage";
import { setupDatabase } from "../support/database";
import { mailArrives, makeInbox, makeUser, messageById, newestMessage, textArrives } from "../support/factories";
import { startModelServer } from "../support/model-server";
import { until } from "../support/poll";
import { pushCertificate, startPushService } from "../support/push-service";
import { app, startServer } from "../support/realtime";
import { startTranslator } from "../support/translators";

/** Planted in notes, and nowhere else: it must never be seen outside of them. Of letters alone: no translator is told what has a digit in it. */
const canary = "canaryvqzx";
/** Planted in what is meant to leave: an outlet that does not show it looks at nothing, and proves nothing. */
const control = "controlwkjy";

setupDatabase();
const realtime = await startServer();
const pushService = await startPushService();
Object.assign(process.env, { PUSHER_APP_ID: app.appId, PUSHER_KEY: app.key, PUSHER_SECRET: app.secret, PUSHER_PORT: String(realtime.port) });
process.env.PUSH_LOOPBACK_CA = pushCertificate;
const { received, source } = await setupBackstage();
afterAll(() => Promise.all([realtime.stop(), pushService.stop()]));

type World = { author: UserActor; colleague: UserActor; email: string; mail: number; text: number; customer: string; phone: string; noteFile: number };
let world: World;
let count = 0;

beforeAll(async () => {
	const { id } = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(sql`id = ${id}`);
	await makeInbox("sms", "+34911000417");
	await makeInbox("whatsapp", "+34911000418");
});
beforeEach(async () => {
	count++;
	const [customer, phone] = [`customer${count}@example.it`, `+3460000${String(1000 + count)}`];
	const [author, colleague] = [await makeUser("admin", "Ana"), await makeUser("operator", "Eva")];
	const mail = (await mailArrives({ from: `Giulia <${customer}>`, subject: `Order ${control}`, text: `Where is it? ${control}` })).conversationId;
	const text = (await textArrives(`Hello ${control}`, phone)).conversationId;
	const [user] = await db().select().from(users).where(sql`id = ${colleague.user.id}`);
	world = { author, colleague, email: user!.email, mail, text, customer, phone, noteFile: 0 };
	for (const conversationId of [mail, text]) {
		const note = await plant(conversationId);
		const values = { noteId: note, filename: `${canary}.txt`, contentType: "text/plain", size: 3, storageKey: "files/none", sha256: "0".repeat(64) };
		const [file] = await db().insert(attachments).values(values).returning();
		world.noteFile = file!.id;
	}
});

async function plant(conversationId: number, mentions: number[] = []): Promise<number> {
	return (await addNote({ conversationId, clientKey: randomUUID(), text: `${canary}: the customer is not to know`, mentions }, world.author)).id;
}
const answer = (conversationId: number, more: Partial<Reply> = {}): Reply => ({
	conversationId,
	clientKey: randomUUID(),
	text: `Here it is ${control}`,
	html: null,
	cc: [],
	replyTo: "main",
	archive: false,
	...more,
});
async function sent(reply: Reply) {
	const { messageId } = await sendReply(reply, world.author);
	await until(async () => ["sent", "delivered"].includes((await messageById(messageId)).status));
}
const outbox = (address: string) => until(async () => (await received(address)).length > 0 && received(address));

const whatsapp = { kind: "text", channel: "whatsapp", to: "+34911000418", senderName: null, media: [] as never[] } as const;

/** Everything that is logged from now on; called, it answers that, and listens no more. */
function listen(): () => string {
	const written: string[] = [];
	const level = log().level;
	log().level = "debug";
	const { [pino.symbols.streamSym as never]: stream } = log() as unknown as Record<string, { write: (line: string) => boolean }>;
	const writes = vi.spyOn(stream!, "write").mockImplementation((line) => written.push(line) > 0);
	return () => {
		writes.mockRestore();
		log().level = level;
		return written.join("");
	};
}

/** Every way by which something leaves: what left by it, after notes were written where it could have picked them up. A new one is a line here. */
const outlets: Record<string, () => Promise<unknown>> = {
	"mail: an answer, with what it quotes and its headers": async () => {
		await sent(answer(world.mail, { html: `<p>Here it is ${control}</p>` }));
		return outbox(world.customer);
	},
	"mail: an answer to all": async () => {
		await sent(answer(world.mail, { kind: "replyAll" }));
		return outbox(world.customer);
	},
	"mail: passed on to somebody else": async () => {
		await sent(answer(world.mail, { kind: "forward", to: [`third${count}@example.net`] }));
		return outbox(`third${count}@example.net`);
	},
	SMS: async () => {
		await sent(answer(world.text));
		return outbox(world.phone);
	},
	"realtime: every frame that anybody of the staff hears": async () => {
		const socket = await realtime.raw();
		const channels = [staffChannel, userChannel(world.colleague.user.id), conversationChannel(world.mail)];
		for (const channel of channels) {
			const member = channel.startsWith("presence-") ? { user_id: "0", user_info: { name: control } } : undefined;
			await socket.subscribe(channel, realtime.publisher, member);
		}
		const id = await plant(world.mail, [world.colleague.user.id]);
		// Of a note that is gone before its job runs nobody is told.
		await until(() => socket.frames.some(({ event }) => event === "notifications.changed"), { timeout: 15_000 });
		await editNote({ noteId: id, text: `${canary} again` }, world.author);
		await deleteNote(id, world.author);
		await until(() => socket.frames.filter(({ event }) => event === "conversation.changed").length >= 3);
		return socket.frames;
	},
	"notification: the mail to who is named, and to who is assigned": async () => {
		await plant(world.mail, [world.colleague.user.id]);
		await until(async () => (await received(world.email)).length > 0);
		await assignConversation(world.text, [world.colleague.user.id], world.author);
		await until(async () => (await received(world.email)).length > 1);
		return received(world.email);
	},
	"notification: the push to who is assigned and not named": async () => {
		await createSession(world.colleague.user.id, "test");
		const browser = pushService.subscribe();
		await subscribePush(browser.subscription, (await listSessions(world.colleague.user.id))[0]!.handle, world.colleague);
		await plant(world.mail);
		await assignConversation(world.mail, [world.colleague.user.id], world.author);
		await until(() => browser.pushed.length > 0);
		return browser.pushed.map(({ payload }) => payload);
	},
	"paper: the whole history, printed without notes": async () => {
		expect(JSON.stringify(await wholeHistory(world.mail, true))).toContain(canary);
		return wholeHistory(world.mail, false);
	},
	"the conversation's row, which lists and mails are made from": async () => {
		await plant(world.mail);
		return db().select().from(conversations).where(sql`id = ${world.mail}`);
	},
	"the queue of jobs, which may be looked at by who runs it": async () => {
		await plant(world.mail, [world.colleague.user.id]);
		await db().execute(sql`SELECT graphile_worker.add_job('nobody handles this', ${JSON.stringify({ control })}::json)`);
		return db().execute(sql`SELECT payload FROM graphile_worker._private_jobs`);
	},
	"a chatbot's model: all that it is told": async () => {
		const model = await startModelServer(() => ({ text: "An answer" }));
		const behaviour = { type: "ai" as const, baseUrl: model.url, model: "test", instructions: "Answer." };
		const bot = { id: null, name: "Bot", emoji: "🤖", channels: ["email" as const], languages: [], trigger: { type: "always" as const }, secret: null };
		const { id } = await saveChatbot({ ...bot, behaviour, enabled: false }, world.author);
		await runChatbot(world.mail, id, world.author);
		await until(() => model.requests.length > 0);
		await model.stop();
		return model.requests;
	},
	"a chatbot elsewhere: the whole call": async () => {
		const calls: string[] = [];
		const program = createServer(async (incoming, outgoing) => {
			calls.push(JSON.stringify(incoming.headers), await text(incoming));
			outgoing.end(JSON.stringify({ actions: [] }));
		});
		await new Promise<void>((resolve) => program.listen(0, "127.0.0.1", resolve));
		const behaviour = { type: "external" as const, url: `http://127.0.0.1:${(program.address() as AddressInfo).port}/` };
		const bot = { id: null, name: "Bot", emoji: "🤖", channels: ["email" as const], languages: [], trigger: { type: "always" as const }, secret: "whsec" };
		allowLoopback(true);
		const { id } = await saveChatbot({ ...bot, behaviour, enabled: false }, world.author);
		await runChatbot(world.mail, id, world.author);
		await until(() => calls.length > 1);
		allowLoopback(false);
		program.close();
		return calls;
	},
	"a webhook of an automation: the whole call": async () => {
		const calls: string[] = [];
		const program = createServer(async (incoming, outgoing) => {
			calls.push(JSON.stringify(incoming.headers), await text(incoming));
			outgoing.end();
		});
		await new Promise<void>((resolve) => program.listen(0, "127.0.0.1", resolve));
		const actions = [
			{ type: "note" as const, text: `${canary} by itself` },
			{ type: "webhook" as const, url: `http://127.0.0.1:${(program.address() as AddressInfo).port}/` },
		];
		const rule = { name: control, trigger: { type: "archived" as const }, match: "all" as const, conditions: [], actions, hourlyCap: 10 };
		allowLoopback(true);
		const { automationId } = await createAutomation(rule, world.author);
		await enableAutomation(automationId, true, world.author);
		await setStatus(world.mail, "archived", world.author);
		await until(() => calls.length > 1);
		allowLoopback(false);
		await deleteAutomation(automationId, world.author);
		program.close();
		return calls;
	},
	"a form's page: shown, sent, refused and thanked for": async () => {
		const field = { id: "f1", type: "email" as const, label: "Email", hint: "", required: true, target: "email" as const, name: "", choices: [] };
		const about = { name: canary, title: control, intro: "", thanks: "Thanks", language: "en" as const, inboxId: null, sites: [] };
		const { formId } = await createForm({ ...about, fields: [field] }, world.author);
		await enableForm(formId, true, world.author);
		const { publicId = "" } = (await formDetails(formId)) ?? {};
		const address = `forms/${publicId}`;
		const params = { params: Promise.resolve({ key: publicId }) };
		// Who is known here already learns nothing of what is noted about them.
		const send = (email: string) =>
			formSent(
				new Request(`http://localhost/${address}`, {
					method: "POST",
					headers: { "content-type": "application/x-www-form-urlencoded" },
					body: new URLSearchParams({ f1: email }).toString(),
				}),
				params,
			);
		const responses = [await formShown(new Request(`http://localhost/${address}`), params), await send("wrong"), await send(world.customer)];
		responses.push(await formShown(new Request(`http://localhost/${address}?sent`), params));
		return Promise.all(responses.map(async (response) => [response.status, [...response.headers], await response.text()]));
	},
	"a translator: all that it is given, of what comes in and of what goes out": async () => {
		const translator = await startTranslator();
		const settings = { provider: "libretranslate" as const, url: translator.url, key: null, model: "", language: "es", channels: ["email" as const] };
		await saveTranslation(settings, world.author);
		const written = `Buongiorno, ${control}, il mio ordine non è ancora arrivato, quando arriva?`;
		const { id, conversationId } = await mailArrives({ from: `Giulia <${world.customer}>`, subject: `Order ${control}`, text: written });
		await plant(conversationId);
		await until(async () => (await db().select().from(translations)).some(({ messageId, state }) => messageId === id && state === "done"));
		await previewReply({ conversationId, text: `Mañana llega su pedido, ${control}.`, html: `<p>Mañana llega su pedido, ${control}.</p>` }, world.author);
		await saveTranslation({ ...settings, provider: null }, world.author);
		translator.stop();
		expect(translator.asked.length).toBeGreaterThan(1);
		return translator.asked;
	},
	"a first message, which begins a conversation beside the one with notes": async () => {
		const [conversation] = await db().select().from(conversations).where(sql`id = ${world.mail}`);
		await setWriting({ signature: "", undoSeconds: 0 }, world.author);
		const { conversationId: _, ...words } = answer(world.mail);
		const first = { ...words, customerId: conversation?.customerId ?? 0, channel: "email" as const, subject: control };
		await submitStart({ ...first, sendAt: null, revisions: [], fromRecord: true }, world.author);
		return outbox(world.customer);
	},
	WhatsApp: async () => {
		await receiveText({ ...whatsapp, providerId: `SM${randomUUID().replaceAll("-", "")}`, from: world.phone, body: `Hello ${control}` });
		const { conversationId } = await newestMessage("in");
		await plant(conversationId);
		await sent(answer(conversationId));
		return outbox(world.phone);
	},
	"what templates fill in": async () => {
		await plant(world.mail);
		return templateValues({ conversationId: world.mail }, world.author.user.id);
	},
	"a mail's source, to save and to look into": async () => {
		await sent(answer(world.mail));
		const [mail] = await outbox(world.customer);
		return source(mail?.id ?? "");
	},
	"what stays on record of what was deleted": async () => {
		await deleteConversation(world.mail, world.author);
		const lines = await db().select().from(auditLog).where(sql`conversation_id = ${world.mail}`);
		expect(lines).toHaveLength(1);
		return [lines, control];
	},
	"the log, what the queue and an automation keep of a failure, and the health report: of notes that could not be written": async () => {
		await db().execute(sql`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$`);
		await db().execute(
			sql`CREATE OR REPLACE TRIGGER refuse BEFORE INSERT OR UPDATE ON notes FOR EACH ROW WHEN (NEW.body LIKE '%unwritable%') EXECUTE FUNCTION refuse()`,
		);
		const lines = listen();
		const text = `${canary} is unwritable`;
		const error = await addNote({ conversationId: world.mail, clientKey: randomUUID(), text }, world.author).catch((error) => error);
		expect(JSON.stringify([error.message, error.params])).toContain(canary);
		log().error({ err: error }, control);
		const actions = [{ type: "note" as const, text }];
		const rule = { name: control, trigger: { type: "archived" as const }, match: "all" as const, conditions: [], actions, hourlyCap: 10 };
		const { automationId } = await createAutomation(rule, world.author);
		await enableAutomation(automationId, true, world.author);
		await setStatus(world.mail, "archived", world.author);
		const failed = () => db().execute(sql`SELECT last_error FROM graphile_worker._private_jobs WHERE last_error LIKE '%refused%'`);
		await until(async () => (await failed()).length > 0);
		const [run] = await db().select().from(automationRuns).where(sql`automation_id = ${automationId}`);
		await executeRun(run?.id ?? 0, true);
		const told = await db().select({ error: automationRuns.error, detail: automationRuns.errorDetail }).from(automationRuns).where(sql`id = ${run?.id}`);
		expect(told).toEqual([{ error: "note", detail: expect.stringContaining("refused") }]);
		const left = [lines(), inspect(error), await failed(), told, await health()];
		await deleteAutomation(automationId, world.author);
		await db().execute(sql`DROP TRIGGER refuse ON notes`);
		return left;
	},
	"a link for providers, which needs no session": async () => {
		const response = await media(new Request(publicLink({ id: world.noteFile, filename: "a.txt" })), {
			params: Promise.resolve({ id: String(world.noteFile), name: "a.txt" }),
		});
		expect(response.status).toBe(404);
		return [response.status, await response.text(), [...response.headers], control];
	},
};

describe("what a note says, and what its files are called, is not in", () => {
	test.each(Object.keys(outlets))("%s", async (name) => {
		const left = JSON.stringify(await outlets[name]?.());
		expect(left).toContain(control);
		expect(left).not.toContain(canary);
	});
});
