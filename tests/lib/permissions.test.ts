import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db";
import {
	attachments,
	formSubmissions,
	forms,
	inboxes,
	invitations,
	messages,
	notes,
	notifications,
	outgoing,
	pushSubscriptions,
	savedViews,
	users,
	webhooks,
} from "@/db/schema";
import type { ActionResult } from "@/lib/action";
import type { UserActor } from "@/lib/actor";
import { createSession, listSessions } from "@/lib/auth/session-store";
import { automationDetails } from "@/lib/automations/queries";
import { createAutomation } from "@/lib/automations/save";
import type { AutomationInput } from "@/lib/automations/schema";
import { draftsOf } from "@/lib/drafts/queries";
import { saveDraft } from "@/lib/drafts/save";
import { createForm } from "@/lib/forms/save";
import type { FormInput } from "@/lib/forms/schema";
import { loadMessages } from "@/lib/i18n/translator";
import { addNote } from "@/lib/notes/add";
import { createTemplate } from "@/lib/templates/save";
import { inviteUser } from "@/lib/users/invitations";
import { saveView } from "@/lib/views/save";
import { setupDatabase } from "../support/database";
import { mailArrives, makeInbox, makeUser } from "../support/factories";
import { newRequest, signedInAs } from "../support/request";

vi.mock("next/headers", () => import("../support/request"));
vi.mock("next/cache", () => ({ revalidatePath: () => {}, refresh: () => {} }));
setupDatabase();

/** What there is to act on; `mine` is whose session it is. */
type World = Awaited<ReturnType<typeof makeWorld>>;
type Row = {
	/** Everybody, who is signed in, or admins alone. */
	who: "anybody" | "staff" | "admin";
	input: (world: World) => unknown;
	/** The same upon what is somebody else's, where that is refused. What they have must stay. */
	others?: (world: World) => unknown;
	/** A refusal that comes after it was allowed: there is no sandbox here, say. */
	after?: string;
};

let support: number;
let unconnected: number;
beforeAll(async () => {
	support = (await makeInbox("email", "support@shop.example")).id;
	unconnected = (await makeInbox("chat", "widget", "none")).id;
	await db().update(inboxes).set({ main: true });
});

const message = { text: "Hello", html: null, cc: [] as string[], bcc: [] as string[], replyTo: "main" as const };

const translationOff = { provider: null, url: "", key: null, model: "", language: "es", channels: ["email"] };
const automation: AutomationInput = {
	name: "Returns",
	trigger: { type: "archived" },
	match: "all",
	conditions: [],
	actions: [{ type: "note", text: "Gone" }],
	hourlyCap: 10,
};
const form: FormInput = {
	...{ name: "Contact", title: "Contact", intro: "", thanks: "Thanks", language: "en", inboxId: null, sites: [] },
	fields: [{ id: "f1", type: "email", label: "Email", hint: "", required: true, target: "email", name: "", choices: [] }],
};

let count = 0;
async function makeWorld(role: "operator" | "admin") {
	count++;
	const [mine, other, third] = [await makeUser(role, "Me"), await makeUser("operator", "Other"), await makeUser("admin", "Third")];
	const arrived = await mailArrives({ from: `Giulia <giulia${count}@example.it>` });
	const { conversationId } = arrived;
	const [{ customerId } = { customerId: 0 }] = await db().execute<{ customerId: number }>(
		sql`SELECT customer_id::int AS "customerId" FROM conversations WHERE id = ${conversationId}`,
	);
	const [failed] = await db()
		.insert(messages)
		.values({ conversationId, inboxId: support, channel: "email", body: "x", direction: "out", author: "operator", status: "failed", userId: mine.user.id })
		.returning();
	await db().execute(sql`INSERT INTO deliveries (message_id, idempotency_key, state) VALUES (${failed!.id}, ${randomUUID()}, 'failed')`);
	await db().execute(
		sql`INSERT INTO message_mails (message_id, inbox_id, "to") VALUES (${failed!.id}, ${support}, '[{"name":"","address":"giulia@example.it"}]')`,
	);
	const note = (actor: UserActor) => addNote({ conversationId, clientKey: randomUUID(), text: "A note" }, actor);
	const view = (actor: UserActor) => saveView(`View ${count}`, "unread=1", actor);
	const uploaded = async ({ user }: UserActor) => {
		const file = { filename: "a.txt", contentType: "text/plain", size: 1, storageKey: "files/none", sha256: "0".repeat(64) };
		return (
			await db()
				.insert(attachments)
				.values({ ...file, uploadedBy: user.id, uploadKey: randomUUID() })
				.returning()
		)[0]!.id;
	};
	const waiting = async ({ user }: UserActor) => {
		const clientKey = randomUUID();
		const reply = { ...message, archive: false, conversationId, clientKey };
		const sendAt = new Date(Date.now() + 3600_000);
		return (await db().insert(outgoing).values({ conversationId, userId: user.id, clientKey, reply, sendAt, scheduled: true }).returning())[0]!.id;
	};
	const text = { name: `Template ${count}`, folder: "", channel: null, language: null, subject: "", text: "Hello", html: null };
	const { templateId } = await createTemplate(text, third);
	const told = async ({ user }: UserActor) =>
		(await db().insert(notifications).values({ userId: user.id, kind: "answered", subject: randomUUID(), conversationId }).returning())[0]!.id;
	await inviteUser({ email: `invited${count}@example.net`, role: "operator", language: "es" }, third);
	const [invitation] = await db()
		.select()
		.from(invitations)
		.where(eq(invitations.email, `invited${count}@example.net`));
	const [webhook] = await db()
		.insert(webhooks)
		.values({ provider: "resend", externalId: randomUUID(), url: "http://localhost/", headers: {}, payload: Buffer.from("{}"), state: "failed" })
		.returning();
	const { automationId } = await createAutomation(automation, third);
	const { formId } = await createForm(form, third);
	const [{ updatedAt: formSeen } = { updatedAt: new Date() }] = await db().select().from(forms).where(eq(forms.id, formId));
	const [submission] = await db()
		.insert(formSubmissions)
		.values({ formId, inboxId: support, answers: [], fingerprint: randomUUID(), network: "n", state: "failed" })
		.returning();
	const sessionId = await createSession(other.user.id, "test");
	const otherEndpoint = `https://fcm.googleapis.com/fcm/send/${randomUUID()}`;
	await db().insert(pushSubscriptions).values({ userId: other.user.id, sessionId, endpoint: otherEndpoint, p256dh: "", auth: "" });
	await createSession(mine.user.id, "elsewhere");
	const handleOf = async ({ user }: UserActor) => (await listSessions(user.id))[0]!.handle;
	return {
		mine,
		other,
		conversationId,
		customerId,
		messageId: arrived.id,
		failedId: failed!.id,
		address: { kind: "email", value: `giulia${count}@example.it` },
		myNote: (await note(mine)).id,
		otherNote: (await note(other)).id,
		myView: (await view(mine)).viewId,
		otherView: (await view(other)).viewId,
		myUpload: await uploaded(mine),
		otherUpload: await uploaded(other),
		myWaiting: await waiting(mine),
		otherWaiting: await waiting(other),
		templateId,
		automationId,
		automationSeen: (await automationDetails(automationId))?.updatedAt ?? "",
		formId,
		formSeen: formSeen.toISOString(),
		submissionId: submission!.id,
		myNotification: await told(mine),
		otherNotification: await told(other),
		invitationId: invitation!.id,
		webhookId: webhook!.id,
		myHandle: await handleOf(mine),
		otherHandle: await handleOf(other),
		otherEndpoint,
		email: `new${count}-${randomBytes(3).toString("hex")}@example.net`,
	};
}

const conversation = ({ conversationId }: World) => ({ conversationId });
const many = ({ conversationId }: World) => ({ conversationIds: [conversationId] });
const identity = ({ customerId, address }: World) => ({ customerId, address });
const first = ({ customerId }: World) => ({ ...message, customerId, channel: "email", subject: "Hello", clientKey: randomUUID() });
const empty = () => ({});
const key = Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString("base64url");
const chatbot = {
	...{ name: "Greeter", emoji: "🤖", channels: ["email"], languages: [], trigger: { type: "first" }, secret: null, enabled: false },
	behaviour: { type: "script", steps: [{ id: "a", type: "say", text: "Hello" }] },
};
const template = { name: "Another", folder: "", channel: null, language: null, subject: "", text: "Hello", html: null };

/** Every action there is: who may, and with what it is tried. */
const table: Record<string, Row> = {
	"assignments/assign": { who: "staff", input: (w) => ({ ...conversation(w), userIds: [w.mine.user.id] }) },
	"assignments/bulkAssign": { who: "staff", input: (w) => ({ ...many(w), userId: w.mine.user.id, assigned: true }) },
	"assignments/lead": { who: "staff", input: (w) => ({ ...conversation(w), userId: w.mine.user.id }), after: "notFound" },
	"chatbots/block": { who: "staff", input: (w) => ({ ...conversation(w), chatbotId: 1, blocked: true, hours: null }), after: "notFound" },
	"chatbots/runNow": { who: "staff", input: (w) => ({ ...conversation(w), chatbotId: 1 }), after: "notFound" },
	"chatbots/save": { who: "admin", input: () => ({ id: null, ...chatbot }) },
	"chatbots/turn": { who: "admin", input: () => ({ id: 999_999, enabled: true }), after: "notFound" },
	"chatbots/remove": { who: "admin", input: () => ({ id: 999_999 }) },
	"chatbots/reorder": { who: "admin", input: () => ({ id: 999_999, by: 1 }) },
	"chatbots/talk": { who: "admin", input: () => ({ id: null, behaviour: chatbot.behaviour, said: [], cursor: null, resumes: false }) },
	"chatbots/keepArticle": { who: "admin", input: () => ({ id: null, title: "Hours", body: "From nine to six." }) },
	"chatbots/dropArticle": { who: "admin", input: () => ({ id: 999_999 }) },
	"chatbots/saveSettings": { who: "admin", input: () => ({ pauseOnAnswer: true, timeZone: "UTC", days: Array(7).fill(null) }) },
	"attachments/discard": { who: "staff", input: (w) => ({ id: w.myUpload }), others: (w) => ({ id: w.otherUpload }) },
	"conversations/flag": { who: "staff", input: (w) => ({ ...conversation(w), flagged: true }) },
	"conversations/changeStatus": { who: "staff", input: (w) => ({ ...conversation(w), status: "archived" }) },
	"conversations/read": { who: "staff", input: (w) => ({ ...conversation(w), upto: w.messageId }) },
	"conversations/unread": { who: "staff", input: conversation },
	"conversations/readAll": { who: "staff", input: empty },
	"conversations/undoReadAll": { who: "staff", input: () => ({ upto: 1, previousUpto: 0, previousAt: new Date(0).toISOString() }) },
	"conversations/bulkFlag": { who: "staff", input: (w) => ({ ...many(w), flagged: true }) },
	"conversations/bulkStatus": { who: "staff", input: (w) => ({ ...many(w), status: "archived" }) },
	"conversations/bulkRead": { who: "staff", input: (w) => ({ seen: [{ ...conversation(w), upto: w.messageId }] }) },
	"conversations/bulkUnread": { who: "staff", input: many },
	"conversations/snoozeUntil": { who: "staff", input: (w) => ({ ...many(w), until: new Date(Date.now() + 3600_000).toISOString() }) },
	"conversations/move": { who: "staff", input: (w) => ({ ...many(w), inboxId: support }) },
	"conversations/markSpam": { who: "staff", input: (w) => ({ ...many(w), spam: true }) },
	"conversations/block": { who: "staff", input: (w) => ({ customerIds: [w.customerId], blocked: true }) },
	"customers/create": { who: "staff", input: (w) => ({ name: "Nora", email: w.email, phone: null, language: null }) },
	"customers/edit": { who: "staff", input: (w) => ({ customerId: w.customerId, field: "company", was: "", now: "Acme" }) },
	"customers/setField": { who: "staff", input: (w) => ({ customerId: w.customerId, name: "VAT", was: "", now: "1" }) },
	"customers/tag": { who: "staff", input: (w) => ({ customerId: w.customerId, tag: "vip", on: true }) },
	"customers/addAddress": { who: "staff", input: (w) => ({ customerId: w.customerId, address: { kind: "email", value: w.email }, replaces: null }) },
	"customers/preferAddress": { who: "staff", input: identity },
	"customers/removeAddress": { who: "staff", input: identity },
	"customers/trustRemoteImages": { who: "staff", input: (w) => ({ customerId: w.customerId, trusted: true }) },
	"customers/dropAvatar": { who: "staff", input: (w) => ({ customerId: w.customerId }) },
	// Another's draft of the same place is another draft: see below.
	"drafts/save": { who: "staff", input: (w) => ({ ...conversation(w), mode: "reply", revision: randomUUID(), base: null, content: { text: "Hello" } }) },
	"inboxes/save": {
		who: "admin",
		input: (w) => ({ id: null, name: "Another", main: false, enabled: true, userId: null, provider: "resend", channel: "email", address: w.email }),
	},
	"inboxes/check": {
		who: "admin",
		input: () => {
			const server = { host: "localhost", port: 1, security: "tls", user: "me", password: null };
			return { id: null, mailbox: { imap: { ...server, folder: "INBOX" }, smtp: server, importDays: 0 } };
		},
		after: "passwordMissing",
	},
	"inboxes/test": { who: "admin", input: (w) => ({ id: unconnected, to: w.email }), after: "channelNotConnected" },
	"mailboxes/setEmailSync": { who: "admin", input: () => ({ on: true }) },
	"messages/reply": {
		who: "staff",
		input: (w) => ({ ...message, ...conversation(w), clientKey: randomUUID() }),
		others: (w) => ({ ...message, ...conversation(w), clientKey: randomUUID(), attachmentIds: [w.otherUpload] }),
	},
	"messages/retry": { who: "staff", input: (w) => ({ messageId: w.failedId }) },
	"messages/reread": { who: "staff", input: (w) => ({ messageId: w.messageId }), after: "alreadyProcessed" },
	"messages/cancelSending": { who: "staff", input: (w) => ({ id: w.myWaiting, restore: true }), others: (w) => ({ id: w.otherWaiting, restore: true }) },
	"messages/reschedule": {
		who: "staff",
		input: (w) => ({ id: w.myWaiting, sendAt: new Date(Date.now() + 3_600_000).toISOString() }),
		others: (w) => ({ id: w.otherWaiting, sendAt: new Date(Date.now() + 3_600_000).toISOString() }),
	},
	"messages/sendWaiting": { who: "staff", input: (w) => ({ id: w.myWaiting }), others: (w) => ({ id: w.otherWaiting }) },
	"messages/eraseMessage": { who: "staff", input: (w) => ({ messageId: w.messageId }) },
	"messages/eraseConversations": { who: "staff", input: many },
	"messages/start": {
		who: "staff",
		input: first,
		others: (w) => ({ ...first(w), attachmentIds: [w.otherUpload] }),
	},
	"notes/note": {
		who: "staff",
		input: (w) => ({ ...conversation(w), clientKey: randomUUID(), text: "A note" }),
		others: (w) => ({ ...conversation(w), clientKey: randomUUID(), text: "A note", attachmentIds: [w.otherUpload] }),
	},
	"notes/changeNote": {
		who: "staff",
		input: (w) => ({ noteId: w.myNote, text: "Another" }),
		others: (w) => ({ noteId: w.otherNote, text: "Another" }),
	},
	// An admin may take away anybody's, an operator only their own.
	"notes/removeNote": { who: "staff", input: (w) => ({ noteId: w.myNote }), others: (w) => ({ noteId: w.otherNote }) },
	"notifications/readNotifications": {
		who: "staff",
		input: (w) => ({ notificationId: w.myNotification }),
		others: (w) => ({ notificationId: w.otherNotification }),
	},
	"notifications/saveChoices": {
		who: "staff",
		input: () => {
			const both = { email: true, push: true };
			return { kinds: { assigned: both, answered: both, mentioned: both, failed: both, unsnoozed: both }, quiet: null };
		},
	},
	"notifications/testNotifications": { who: "staff", input: () => ({ by: "email" }) },
	"notifications/subscribe": {
		who: "staff",
		input: () => ({ endpoint: `https://fcm.googleapis.com/fcm/send/${randomUUID()}`, keys: { p256dh: key, auth: randomBytes(16).toString("base64url") } }),
	},
	"notifications/unsubscribe": {
		who: "staff",
		input: () => ({ endpoint: "https://fcm.googleapis.com/fcm/send/none" }),
		others: (w) => ({ endpoint: w.otherEndpoint }),
	},
	"forms/create": { who: "admin", input: () => form },
	"forms/update": { who: "admin", input: (w) => ({ ...form, formId: w.formId, seen: w.formSeen }) },
	"forms/enable": { who: "admin", input: (w) => ({ formId: w.formId, enabled: true }) },
	"forms/duplicate": { who: "admin", input: (w) => ({ formId: w.formId }) },
	"forms/archive": { who: "admin", input: (w) => ({ formId: w.formId, archived: true }) },
	"forms/remove": { who: "admin", input: (w) => ({ formId: w.formId }) },
	"forms/processAgain": { who: "admin", input: (w) => ({ submissionId: w.submissionId }) },
	"automations/create": { who: "admin", input: () => automation },
	"automations/update": { who: "admin", input: (w) => ({ ...automation, automationId: w.automationId, seen: w.automationSeen }) },
	"automations/enable": { who: "admin", input: (w) => ({ automationId: w.automationId, enabled: true }) },
	"automations/order": { who: "admin", input: (w) => ({ automationIds: [w.automationId] }) },
	"automations/tryOut": {
		who: "admin",
		input: (w) => ({ conversationId: w.conversationId, match: automation.match, conditions: [], actions: automation.actions }),
	},
	"automations/remove": { who: "admin", input: (w) => ({ automationId: w.automationId }) },
	"templates/create": { who: "staff", input: (w) => ({ ...template, name: `New ${w.email}` }) },
	"templates/update": { who: "staff", input: (w) => ({ ...template, templateId: w.templateId, seen: "" }), after: "templateChanged" },
	"templates/duplicate": { who: "staff", input: (w) => ({ templateId: w.templateId }) },
	"templates/archive": { who: "staff", input: (w) => ({ templateId: w.templateId, archived: true }) },
	"templates/take": { who: "staff", input: (w) => ({ templateId: w.templateId }) },
	"templates/bringIn": { who: "staff", input: (w) => ({ file: JSON.stringify({ version: 1, templates: [{ ...template, name: `In ${w.email}` }] }) }) },
	"users/setLanguage": { who: "staff", input: () => ({ language: "es" }) },
	"users/setTheme": { who: "staff", input: () => ({ theme: "dark" }) },
	"users/saveProfile": { who: "staff", input: () => ({ name: "Me", language: "es", timeZone: "Europe/Rome" }) },
	"users/setWritingPreferences": { who: "staff", input: () => ({ signature: "Me", undoSeconds: 5 }) },
	"users/savePassword": { who: "staff", input: () => ({ current: "not this one", password: "a long password" }), after: "wrongPassword" },
	"users/deleteAvatar": { who: "staff", input: empty },
	"users/endMySession": { who: "staff", input: (w) => ({ handle: w.myHandle }), others: (w) => ({ handle: w.otherHandle }) },
	"users/endMyOtherSessions": { who: "staff", input: empty },
	"users/invite": { who: "admin", input: (w) => ({ email: w.email, role: "operator", language: "es" }) },
	"users/inviteAgain": { who: "admin", input: (w) => ({ invitationId: w.invitationId }) },
	"users/takeInvitationBack": { who: "admin", input: (w) => ({ invitationId: w.invitationId }) },
	"users/changeRole": { who: "admin", input: (w) => ({ userId: w.other.user.id, role: "admin" }) },
	"users/deactivate": { who: "admin", input: (w) => ({ userId: w.other.user.id, handOverTo: null }) },
	"users/reactivate": { who: "admin", input: (w) => ({ userId: w.other.user.id }), after: "notFound" },
	"users/endSessionOfUser": { who: "admin", input: (w) => ({ userId: w.other.user.id, handle: w.otherHandle }) },
	"users/endSessionsOfUser": { who: "admin", input: (w) => ({ userId: w.other.user.id }) },
	"views/save": { who: "staff", input: () => ({ name: "Another", query: "flagged=1" }) },
	"views/rename": { who: "staff", input: (w) => ({ viewId: w.myView, name: "Other name" }), others: (w) => ({ viewId: w.otherView, name: "Other name" }) },
	"views/remove": { who: "staff", input: (w) => ({ viewId: w.myView }), others: (w) => ({ viewId: w.otherView }) },
	"translation/saveSettings": { who: "admin", input: () => translationOff },
	"translation/testSettings": { who: "admin", input: () => translationOff, after: "translationOff" },
	"translation/askAgain": { who: "staff", input: (w) => ({ messageId: w.messageId }), after: "translationOff" },
	"translation/retryFailed": { who: "admin", input: () => ({}) },
	"translation/preview": { who: "staff", input: (w) => ({ ...conversation(w), text: "Hello", html: null }), after: "translationOff" },
	"views/order": { who: "staff", input: (w) => ({ viewIds: [w.myView] }), others: (w) => ({ viewIds: [w.otherView] }) },
	"webhooks/processAgain": { who: "admin", input: (w) => ({ webhookId: w.webhookId }) },
	"sandbox/sendMail": { who: "staff", input: () => ({ from: "a@example.it", to: "support@shop.example", text: "Hello" }), after: "sandboxOff" },
	"sandbox/sendText": { who: "staff", input: () => ({ from: "+34600000001", inbox: "sms:+34911000417", text: "Hello" }), after: "sandboxOff" },
	// Tried in tests/lib/auth: they open or end a session.
	"auth/signIn": { who: "anybody", input: empty },
	"auth/signOut": { who: "anybody", input: empty },
	"auth/acceptInvitation": { who: "anybody", input: empty },
};

const written = fs
	.readdirSync("lib")
	.filter((noun) => fs.existsSync(`lib/${noun}/actions.ts`))
	.flatMap((noun) => [...fs.readFileSync(`lib/${noun}/actions.ts`, "utf8").matchAll(/^export const (\w+)/gm)].map(([, name]) => `${noun}/${name}`));
const closed = Object.entries(table).filter(([, { who }]) => who !== "anybody");

test("every action stands in the table", () => {
	expect(Object.keys(table).sort()).toEqual(written.sort());
});

beforeEach(newRequest);

/** Calls an action as the browser does, and answers its result. */
async function call(name: string, input: unknown): Promise<ActionResult<unknown>> {
	const [noun, action = ""] = name.split("/");
	const door = (await import(`../../lib/${noun}/actions.ts`))[action];
	if (noun !== "sandbox") return door(input);
	const form = new FormData();
	for (const [field, value] of Object.entries(input as Record<string, string>)) form.set(field, value);
	return (await door(null, form)).result;
}
async function sentence(code: string): Promise<string> {
	return ((await loadMessages("es")).errors as unknown as Record<string, string>)[code] ?? `no sentence for ${code}`;
}
async function expectDone(name: string, input: unknown, refusal?: string) {
	const result = await call(name, input);
	if (refusal) expect(result).toEqual({ ok: false, error: await sentence(refusal) });
	else expect(result).toMatchObject({ ok: true });
}

describe.each(closed)("%s", (name, { who, input, others, after }) => {
	test("is not for who is not signed in, nor for who was deactivated", async () => {
		const world = await makeWorld("admin");
		const refused = { ok: false, error: await sentence("notSignedIn") };
		expect(await call(name, input(world))).toEqual(refused);
		await signedInAs(world.mine.user.id);
		await db().update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, world.mine.user.id));
		expect(await call(name, input(world))).toEqual(refused);
	});

	test(who === "admin" ? "is not for operators, but for admins" : "is for operators and admins", async () => {
		const operator = await makeWorld("operator");
		await signedInAs(operator.mine.user.id);
		await expectDone(name, input(operator), who === "admin" ? "notAllowed" : after);
		newRequest();
		const admin = await makeWorld("admin");
		await signedInAs(admin.mine.user.id);
		await expectDone(name, input(admin), after);
	});

	if (others)
		test("leaves alone what is somebody else's", async () => {
			const world = await makeWorld("operator");
			await signedInAs(world.mine.user.id);
			const before = await belongings(world);
			await call(name, others(world));
			expect(await belongings(world)).toEqual(before);
		});
});

async function belongings({ other, otherNote, otherView, otherNotification, otherUpload, otherWaiting, otherEndpoint }: World) {
	return Promise.all([
		db().select().from(notes).where(eq(notes.id, otherNote)),
		db().select().from(savedViews).where(eq(savedViews.id, otherView)),
		db().select().from(notifications).where(eq(notifications.id, otherNotification)),
		db().select().from(attachments).where(eq(attachments.id, otherUpload)),
		db().select().from(outgoing).where(eq(outgoing.id, otherWaiting)),
		db().select().from(pushSubscriptions).where(eq(pushSubscriptions.endpoint, otherEndpoint)),
		listSessions(other.user.id).then((sessions) => sessions.map(({ handle }) => handle)),
	]);
}

test("a draft is its writer's alone: a colleague neither reads it nor writes over it", async () => {
	const { mine, other, conversationId } = await makeWorld("operator");
	const content = { text: "Mine", html: null, cc: [] } as never;
	await saveDraft({ conversationId, mode: "reply", revision: randomUUID(), base: null, content }, mine);
	expect(await draftsOf(other.user.id, conversationId)).toEqual([]);
	await saveDraft({ conversationId, mode: "reply", revision: randomUUID(), base: null, content: { text: "Theirs", html: null, cc: [] } as never }, other);
	expect((await draftsOf(mine.user.id, conversationId)).map((draft) => draft.content)).toMatchObject([{ text: "Mine" }]);
});

test("an admin may take away somebody else's note, an operator may not", async () => {
	const world = await makeWorld("admin");
	await signedInAs(world.mine.user.id);
	expect(await call("notes/removeNote", { noteId: world.otherNote })).toMatchObject({ ok: true });
	expect(await call("notes/changeNote", { noteId: world.myNote, text: "Mine" })).toMatchObject({ ok: true });
	newRequest();
	const other = await makeWorld("operator");
	await signedInAs(other.mine.user.id);
	expect(await call("notes/removeNote", { noteId: other.otherNote })).toEqual({ ok: false, error: await sentence("notAllowed") });
});

test("an admin takes neither their role nor their account away from themself, though there are other admins", async () => {
	const { mine } = await makeWorld("admin");
	await signedInAs(mine.user.id);
	const refused = { ok: false, error: await sentence("notYourself") };
	expect(await call("users/changeRole", { userId: mine.user.id, role: "operator" })).toEqual(refused);
	expect(await call("users/deactivate", { userId: mine.user.id, handOverTo: null })).toEqual(refused);
	const [user] = await db().select().from(users).where(eq(users.id, mine.user.id));
	expect(user).toMatchObject({ role: "admin", deactivatedAt: null });
});
