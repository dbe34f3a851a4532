import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, transaction } from "@/db";
import { automations, conversations, customerIdentities, customers, events, type Form, formSubmissions, forms, inboxes, messages } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { createAutomation, enableAutomation } from "@/lib/automations/save";
import { blockCustomers } from "@/lib/conversations/spam";
import { findOrCreateCustomer } from "@/lib/customers/find-or-create";
import { acceptSubmission, type Outcome } from "@/lib/forms/accept";
import { processSubmission } from "@/lib/forms/process";
import { formAt, listForms, submissionsOf } from "@/lib/forms/queries";
import { reprocessSubmission, sweepSubmissions } from "@/lib/forms/reprocess";
import { archiveForm, createForm, deleteForm, duplicateForm, enableForm, updateForm } from "@/lib/forms/save";
import { createFormSchema, trapName } from "@/lib/forms/schema";
import { deleteConversation } from "@/lib/messages/delete-conversation";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser } from "../../support/factories";
import { emptyQueue, queued } from "../../support/jobs";
import { fields, input } from "./support";

setupDatabase();
let admin: UserActor;
let operator: UserActor;
let form: Form;
let sales: number;

beforeAll(async () => {
	admin = await makeUser("admin", "Lucía");
	operator = await makeUser("operator", "Jorge");
	const main = await makeInbox("email", "support@shop.example");
	await db().update(inboxes).set({ main: true }).where(eq(inboxes.id, main.id));
	sales = (await makeInbox("email", "sales@shop.example")).id;
});
beforeEach(async () => {
	const { formId } = await createForm(input, admin);
	await enableForm(formId, true, admin);
	form = await reload(formId);
});
afterEach(async () => {
	await db().delete(forms);
	await db().delete(automations);
	await emptyQueue();
});

async function reload(id: number): Promise<Form> {
	const [found] = await db().select().from(forms).where(eq(forms.id, id));
	if (!found) throw new Error("no form");
	return found;
}
type Typed = Record<string, string>;
let count = 0;
const visitor = () => ({ f1: "Ana Soler", f2: `ana${++count}@example.org`, f6: "Where is it?" });
const send = (typed: Typed, address = `198.51.100.${++count % 250}`): Promise<Outcome> => acceptSubmission(form, (name) => typed[name] ?? "", address);
/** What the worker would do, `times` times over. */
async function work(times = 1) {
	for (const { payload } of await queued("form.process")) for (let i = 0; i < times; i++) await processSubmission(payload.submissionId, false);
}
const kept = () => db().select().from(formSubmissions).orderBy(formSubmissions.id);
const of = async (email: string) =>
	db()
		.select({ conversation: conversations, customer: customers })
		.from(conversations)
		.innerJoin(customers, eq(customers.id, conversations.customerId))
		.innerJoin(customerIdentities, eq(customerIdentities.customerId, customers.id))
		.where(eq(customerIdentities.value, email));

describe("what a visitor sends", () => {
	test("becomes one conversation of one customer, whatever is repeated, with the form as its source", async () => {
		const typed = { ...visitor(), f3: "+34 600 111 222", f4: "4417", f5: "Returns", f7: "1", f8: "it", f9: "2026-12-01" };
		expect(await Promise.all([send(typed), send(typed), send(typed)])).toEqual([{ kind: "thanks" }, { kind: "thanks" }, { kind: "thanks" }]);
		expect(await queued("form.process")).toHaveLength(1);
		await Promise.all([work(), work(), work(2)]);
		const found = await of(typed.f2);
		expect(found).toHaveLength(1);
		expect(found[0]?.conversation).toMatchObject({ source: "form", sourceName: "Support form", channel: "email", subject: "Returns", lastAuthor: "customer" });
		expect(found[0]?.customer).toMatchObject({ name: "Ana Soler", source: "form", language: "it", tags: ["business"], fields: { Order: "4417" } });
		const said = await db()
			.select()
			.from(messages)
			.where(eq(messages.conversationId, found[0]?.conversation.id ?? 0));
		expect(said).toHaveLength(1);
		expect(said[0]).toMatchObject({
			direction: "in",
			senderName: "Ana Soler",
			senderAddress: typed.f2,
			body: "Where is it?\n\nPhone: +34600111222\nOrder: 4417\nI am a business: yes\nLanguage: Italian\nWhen: 2026-12-01",
		});
		const history = await db()
			.select()
			.from(events)
			.where(eq(events.conversationId, found[0]?.conversation.id ?? 0));
		expect(history.map(({ type, data }) => [type, data])).toEqual([["started", { source: "form", sourceName: "Support form" }]]);
		expect(await kept()).toMatchObject([{ state: "processed", answers: [], conversationId: found[0]?.conversation.id }]);
	});

	test("begins in the inbox that the form leads to; without a subject it has the form's title; another one of the same person is another conversation", async () => {
		await updateForm({ ...input, inboxId: sales, formId: form.id, seen: form.updatedAt.toISOString() }, admin);
		form = await reload(form.id);
		const typed = visitor();
		await send(typed);
		await send({ ...typed, f6: "And another thing" });
		await work();
		expect((await of(typed.f2)).map(({ conversation }) => [conversation.inboxId, conversation.subject])).toEqual([
			[sales, "Ask us"],
			[sales, "Ask us"],
		]);
	});

	test("is held against what was asked: each mistake by its field, and nothing is kept", async () => {
		const wrong = { f1: "x".repeat(501), f2: "ana@", f3: "600", f5: "Hacking", f8: "de", f9: "2026-02-30" };
		expect(await send(wrong)).toEqual({
			kind: "wrong",
			errors: { f1: "tooLong", f2: "email", f3: "phone", f5: "choice", f6: "required", f8: "choice", f9: "date" },
		});
		expect(await send({ ...visitor(), f2: "support@shop.example" })).toEqual({ kind: "wrong", errors: { f2: "email" } });
		expect(await kept()).toEqual([]);
	});

	test("hostile characters are taken out, markup stays text, what nobody asked is left out", async () => {
		const typed = {
			...visitor(),
			f1: "Ana\r\nBcc: x@example.net\u0000\u202e",
			f6: "<script>alert(1)</script>\u0000\ud800\r\nline",
			f99: "extra",
			__proto__: "x",
		};
		await send(typed as Typed);
		await work();
		const [found] = await of(typed.f2);
		expect(found?.customer.name).toBe("Ana Bcc: x@example.net");
		const [said] = await db()
			.select({ body: messages.body })
			.from(messages)
			.where(eq(messages.conversationId, found?.conversation.id ?? 0));
		expect(said?.body).toBe("<script>alert(1)</script>\ufffd\nline");
	});

	test("a machine that fills in the trap is thanked, and waits for a person, who may process it after all", async () => {
		const typed = { ...visitor(), [trapName]: "https://spam.example" };
		expect(await send(typed)).toEqual({ kind: "thanks" });
		expect(await queued("form.process")).toEqual([]);
		const [submission] = await kept();
		expect(submission).toMatchObject({ state: "trapped" });
		await reprocessSubmission(submission?.id ?? 0, admin);
		await work();
		expect(await of(typed.f2)).toHaveLength(1);
	});

	test("ten in ten minutes from one network through one form, then no more, at once or one by one; others go on", async () => {
		const many = await Promise.all(Array.from({ length: 14 }, () => send(visitor(), "203.0.113.7")));
		expect(many.filter(({ kind }) => kind === "thanks")).toHaveLength(10);
		expect(await send(visitor(), "203.0.113.7")).toEqual({ kind: "tooMany" });
		expect(await send(visitor(), "203.0.113.8")).toEqual({ kind: "thanks" });
		// One household of IPv6 is one network.
		for (let i = 0; i < 10; i++) await send(visitor(), `2001:db8:1:2::${i + 1}`);
		expect(await send(visitor(), "2001:db8:1:2:ffff::9")).toEqual({ kind: "tooMany" });
		expect(JSON.stringify(await kept())).not.toContain("203.0.113");
		await db().update(formSubmissions).set({ createdAt: sql`now() - interval '11 minutes'` });
		expect(await send(visitor(), "203.0.113.7")).toEqual({ kind: "thanks" });
	});
});

describe("whose it is", () => {
	const make = async (known: Partial<typeof customers.$inferInsert>, ...addresses: ["email" | "phone", string][]) => {
		const [first, ...more] = addresses;
		const { id } = await transaction((tx) => findOrCreateCustomer(tx, { kind: first?.[0] ?? "email", value: first?.[1] ?? "", name: "Known" }));
		for (const [kind, value] of more) await db().insert(customerIdentities).values({ customerId: id, kind, value, position: 1 });
		await db().update(customers).set(known).where(eq(customers.id, id));
		return id;
	};
	const customer = async (id: number) => (await db().select().from(customers).where(eq(customers.id, id)))[0];
	const addresses = async (id: number) =>
		(await db().select().from(customerIdentities).where(eq(customerIdentities.customerId, id)).orderBy(customerIdentities.position)).map(({ value }) => value);

	test("who has the email; what the team has recorded stays, and only what is empty is filled in", async () => {
		const typed = { ...visitor(), f1: "Somebody Else", f3: "+34600222333", f4: "9", f7: "1", f8: "it" };
		const id = await make({ name: "Recorded", language: "de", tags: ["vip"], fields: { Order: "1" } }, ["email", typed.f2]);
		await send(typed);
		await work();
		expect(await customer(id)).toMatchObject({ name: "Recorded", language: "de", tags: ["vip", "business"], fields: { Order: "1" } });
		expect(await addresses(id)).toEqual([typed.f2, "+34600222333"]);
	});

	test("who has the phone and no email yet gets the email", async () => {
		const typed = { ...visitor(), f3: "+34600333444" };
		const id = await make({ name: "By phone" }, ["phone", "+34600333444"]);
		await send(typed);
		await work();
		expect((await of(typed.f2)).map(({ customer: { id } }) => id)).toEqual([id]);
		expect(await customer(id)).toMatchObject({ name: "By phone" });
	});

	test.each(["+34600333555", "+34 600 33 35 55"])("who is only called %s is called what they typed", async (name) => {
		const typed = { ...visitor(), f1: "Ana Ruiz", f3: "+34600333555" };
		const id = await make({ name }, ["phone", "+34600333555"]);
		await send(typed);
		await work();
		expect(await customer(id)).toMatchObject({ name: "Ana Ruiz" });
		await db().delete(customerIdentities).where(eq(customerIdentities.customerId, id));
	});

	test("a phone that anybody may type leads to no record that has another email", async () => {
		const id = await make({ name: "Victim" }, ["phone", "+34600444555"], ["email", "victim@example.org"]);
		const typed = { ...visitor(), f3: "+34600444555" };
		await send(typed);
		await work();
		const [found] = await of(typed.f2);
		expect(found?.customer.id).not.toBe(id);
		expect(await addresses(id)).toEqual(["+34600444555", "victim@example.org"]);
	});

	test("who was known by an address alone gets their name; the form's language where nothing is known", async () => {
		const typed = visitor();
		const id = await make({ name: typed.f2 }, ["email", typed.f2]);
		await send(typed);
		await work();
		expect(await customer(id)).toMatchObject({ name: "Ana Soler", language: "en" });
	});

	test("two at once of somebody new make one customer", async () => {
		const typed = visitor();
		await send(typed);
		await send({ ...typed, f6: "Second" });
		const waiting = await queued("form.process");
		await Promise.all(waiting.map(({ payload }) => processSubmission(payload.submissionId, false)));
		const found = await of(typed.f2);
		expect([found.length, new Set(found.map(({ customer }) => customer.id)).size]).toEqual([2, 1]);
	});

	test("what a blocked customer sends is kept among the spam, and sets nothing off", async () => {
		const typed = visitor();
		const id = await make({ company: null }, ["email", typed.f2]);
		await blockCustomers([id], true, admin);
		const { automationId } = await createAutomation(automation(null), admin);
		await enableAutomation(automationId, true, admin);
		await send(typed);
		await work();
		expect((await of(typed.f2)).map(({ conversation: { spam } }) => spam)).toEqual([true]);
		expect(await queued("automation.consider")).toEqual([]);
	});
});

const automation = (formId: number | null) => ({
	name: "On form",
	trigger: { type: "form_submitted" as const, formId },
	match: "all" as const,
	conditions: [],
	actions: [{ type: "flag" as const }],
	hourlyCap: 10,
});

test("it sets automations off that wait for a form, told which one", async () => {
	const { automationId } = await createAutomation(automation(form.id), admin);
	await enableAutomation(automationId, true, admin);
	await send(visitor());
	await work(2);
	const told = (await queued("automation.consider")).map(({ payload }) => payload).filter(({ type }) => type === "form_submitted");
	expect(told).toMatchObject([{ formId: form.id, cause: expect.stringMatching(/^submission:\d+$/) }]);
});

describe("when it cannot be processed", () => {
	async function failing() {
		const typed = visitor();
		await send(typed);
		await db().execute(sql`CREATE FUNCTION fail_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$`);
		await db().execute(sql`CREATE TRIGGER fail_now BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION fail_now()`);
		const [waiting] = await queued("form.process");
		const id = waiting?.payload.submissionId ?? 0;
		await expect(processSubmission(id, false)).rejects.toThrow();
		await expect(processSubmission(id, true)).rejects.toThrow();
		await db().execute(sql`DROP FUNCTION fail_now CASCADE`);
		return { id, typed };
	}

	test("it is listed with its answers and its reason, and can be processed again", async () => {
		const { id, typed } = await failing();
		expect(await submissionsOf(form.id)).toMatchObject([{ id, state: "failed", conversationId: null, lastError: expect.stringMatching(/./) }]);
		expect((await submissionsOf(form.id))[0]?.answers.map(({ value }) => value)).toContain("Where is it?");
		expect((await listForms()).find((row) => row.id === form.id)).toMatchObject({ failed: 1, lastAt: expect.any(String) });
		await emptyQueue();
		await expect(reprocessSubmission(id, operator)).rejects.toMatchObject({ code: "notAllowed" });
		await reprocessSubmission(id, admin);
		await work();
		expect(await of(typed.f2)).toHaveLength(1);
		expect(await submissionsOf(form.id)).toMatchObject([{ state: "processed", customerName: "Ana Soler", lastError: null }]);
		await expect(reprocessSubmission(id, admin)).rejects.toMatchObject({ code: "alreadyProcessed" });
	});

	test("one whose job was lost with its worker is listed too; machines' are forgotten after a month", async () => {
		await send(visitor());
		await send({ ...visitor(), [trapName]: "x" });
		await emptyQueue();
		await db().update(formSubmissions).set({ createdAt: sql`now() - interval '31 days'` });
		await sweepSubmissions();
		expect(await kept()).toMatchObject([{ state: "failed" }]);
	});

	test("killed after the message is there and before that is noted: the next run finds it", async () => {
		const typed = visitor();
		await send(typed);
		await work();
		await db().update(formSubmissions).set({ state: "received", conversationId: null });
		await work();
		expect(await of(typed.f2)).toHaveLength(1);
		expect(await kept()).toMatchObject([{ state: "processed", conversationId: expect.any(Number) }]);
	});

	test("what was deleted forever does not come back", async () => {
		const typed = visitor();
		await send(typed);
		await work();
		const [found] = await of(typed.f2);
		await deleteConversation(found?.conversation.id ?? 0, operator);
		expect(await submissionsOf(form.id)).toMatchObject([{ state: "processed", conversationId: null, answers: [] }]);
	});
});

describe("the form itself", () => {
	test("only admins decide", async () => {
		const seen = form.updatedAt.toISOString();
		for (const refused of [
			() => createForm(input, operator),
			() => updateForm({ ...input, formId: form.id, seen }, operator),
			() => enableForm(form.id, false, operator),
			() => duplicateForm(form.id, operator),
			() => archiveForm(form.id, true, operator),
			() => deleteForm(form.id, operator),
		])
			await expect(refused()).rejects.toMatchObject({ code: "notAllowed" });
	});

	test("of two who change it at once the second is told", async () => {
		const seen = form.updatedAt.toISOString();
		await updateForm({ ...input, title: "First", formId: form.id, seen }, admin);
		await expect(updateForm({ ...input, title: "Second", formId: form.id, seen }, admin)).rejects.toMatchObject({ code: "editedMeanwhile" });
		expect(await reload(form.id)).toMatchObject({ title: "First" });
	});

	test("a copy is closed and has an address of its own; one put away is closed, and comes back closed; deleting leaves the conversations", async () => {
		const typed = visitor();
		await send(typed);
		await work();
		const { formId } = await duplicateForm(form.id, admin);
		const copy = await reload(formId);
		expect(copy).toMatchObject({ name: "Support form (2)", enabled: false, fields });
		expect(copy.publicId).not.toBe(form.publicId);
		expect(await reload((await duplicateForm(formId, admin)).formId)).toMatchObject({ name: "Support form (3)" });
		await archiveForm(form.id, true, admin);
		expect(await reload(form.id)).toMatchObject({ enabled: false, archivedAt: expect.any(Date) });
		await expect(enableForm(form.id, true, admin)).rejects.toMatchObject({ code: "notFound" });
		await archiveForm(form.id, false, admin);
		expect(await reload(form.id)).toMatchObject({ enabled: false, archivedAt: null });
		await deleteForm(form.id, admin);
		expect(await formAt(form.publicId)).toBeNull();
		expect((await of(typed.f2)).map(({ conversation }) => conversation.sourceName)).toEqual(["Support form"]);
	});

	test("what is asked for is checked", () => {
		const parse = (more: object) => createFormSchema.safeParse({ ...input, ...more });
		const fails = (more: object) => parse(more).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
		expect(parse({}).success).toBe(true);
		const [first, second, ...others] = fields;
		expect(fails({ fields: [first, ...others] })).toEqual(["fields oneEmail"]);
		expect(fails({ fields: [{ ...second, required: false }] })).toEqual(["fields oneEmail"]);
		expect(fails({ fields: [second, first, { ...first, id: "f20" }] })).toEqual(["fields oneOfEach"]);
		expect(fails({ fields: [second, { ...first, target: "tag" }] })).toContain("fields.1.target choice");
		expect(fails({ fields: [second, { ...first, target: "field" }] })).toEqual(["fields.1.name required"]);
		expect(fails({ fields: [second, { ...first, type: "select", target: "line", choices: [] }] })).toEqual(["fields.1.choices required"]);
		expect(fails({ fields: [second, { ...first, type: "select", target: "line", choices: ["a", "a"] }] })).toEqual(["fields.1.choices twice"]);
		expect(fails({ fields: [second, { ...first, type: "select", target: "language", choices: ["Español"] }] })).toEqual(["fields.1.choices language"]);
		expect(fails({ fields: [second, { ...first, id: "__proto__" }] }).length).toBe(1);
		expect(parse({ sites: ["https://Shop.example/contact?x=1", "http://localhost:3000"] }).data?.sites).toEqual([
			"https://shop.example",
			"http://localhost:3000",
		]);
		for (const site of ["javascript:alert(1)", "https://*.example.com", "shop.example", "https://a; script-src *"])
			expect(fails({ sites: [site] })).toEqual(["sites.0 url"]);
	});
});
