import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { DraftMode } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { parseListFilter } from "@/lib/conversations/filter";
import { listConversations } from "@/lib/conversations/queries";
import { draftsOf, newDraftOf } from "@/lib/drafts/queries";
import { saveDraft } from "@/lib/drafts/save";
import { draftContentSchema } from "@/lib/drafts/schema";
import { addNote } from "@/lib/notes/add";
import { setupDatabase } from "../../support/database";
import { makeInbox, makeUser, textArrives } from "../../support/factories";

setupDatabase();
let [ada, bo]: UserActor[] = [];
let conversationId = 0;
let other = 0;

beforeAll(async () => {
	await makeInbox("sms", "+34911000417");
	[ada, bo] = [await makeUser(), await makeUser()];
	conversationId = (await textArrives("Hi", "+34610000001")).conversationId;
	other = (await textArrives("Hi", "+34610000002")).conversationId;
});

const content = (text: string) => draftContentSchema.parse({ text });
const user = (actor: UserActor | undefined) => actor as UserActor;
function save(text: string | null, base: string | null, actor = ada, { mode = "reply" as DraftMode, at = conversationId as number | null } = {}) {
	const revision = randomUUID();
	const input = { conversationId: at, mode, revision, base, content: text === null ? null : content(text) };
	return saveDraft(input, user(actor)).then((result) => ({ ...result, revision, input }));
}
const texts = async (actor: UserActor | undefined, id: number | null = conversationId) =>
	(id === null ? [await newDraftOf(user(actor).user.id, null)] : await draftsOf(user(actor).user.id, id)).flatMap((draft) => draft?.content.text ?? []);

describe("a draft", () => {
	test("is its writer's in that conversation, and nobody else's or anywhere else", async () => {
		const { saved, revision } = await save("Dear", null);
		expect(saved).toBe(true);
		expect(await texts(ada)).toEqual(["Dear"]);
		expect(await texts(bo)).toEqual([]);
		expect(await texts(ada, other)).toEqual([]);
		expect((await save("Dear Ada", revision)).saved).toBe(true);
		expect(await texts(ada)).toEqual(["Dear Ada"]);
	});

	test("marks its row of the list, for its writer alone", async () => {
		const marked = async (actor: UserActor | undefined) =>
			(await listConversations(user(actor).user.id, parseListFilter(new URLSearchParams()))).filter((row) => row.draft).map((row) => row.id);
		expect(await marked(ada)).toEqual([conversationId]);
		expect(await marked(bo)).toEqual([]);
	});

	test("is not written over by a window that has not seen it, which is told what is there", async () => {
		const [mine] = await draftsOf(user(ada).user.id, conversationId);
		const late = await save("Something else", randomUUID());
		expect(late).toMatchObject({ saved: false, current: { revision: mine?.revision, content: { text: "Dear Ada" } } });
		expect(await save("Nothing seen", null)).toMatchObject({ saved: false });
		expect(await texts(ada)).toEqual(["Dear Ada"]);
	});

	test("saved again under the same revision is the same: an answer that was lost costs nothing", async () => {
		const [mine] = await draftsOf(user(ada).user.id, conversationId);
		const first = await save("Once", mine?.revision ?? null);
		expect(await saveDraft(first.input, user(ada))).toMatchObject({ saved: true, current: { content: { text: "Once" } } });
	});

	test("of two windows that save upon the same one at once, one has it", async () => {
		const [mine] = await draftsOf(user(ada).user.id, conversationId);
		const both = await Promise.all(Array.from({ length: 8 }, (_, i) => save(`window ${i}`, mine?.revision ?? null)));
		expect(both.filter(({ saved }) => saved)).toHaveLength(1);
		expect(await texts(ada)).toEqual([both.find(({ saved }) => saved)?.input.content?.text]);
	});

	test("emptied is gone, and begun again upon what is gone is kept", async () => {
		const [mine] = await draftsOf(user(ada).user.id, conversationId);
		await save(null, mine?.revision ?? null);
		expect(await texts(ada)).toEqual([]);
		expect((await save("Typed on", mine?.revision ?? null)).saved).toBe(true);
		expect(await texts(ada)).toEqual(["Typed on"]);
	});

	test("of a note is another, and so is that of a new conversation, one for each user", async () => {
		await save("Look at this", null, ada, { mode: "note", at: conversationId });
		expect((await texts(ada)).sort()).toEqual(["Look at this", "Typed on"]);
		expect((await save("New", null, ada, { mode: "new", at: null })).saved).toBe(true);
		expect((await save("Newer", null, ada, { mode: "new", at: null })).saved).toBe(false);
		expect(await texts(ada, null)).toEqual(["New"]);
		expect(await texts(bo, null)).toEqual([]);
	});

	test("of a note goes with the note that it became, under whichever revision it had got here; another's stays", async () => {
		const at = { mode: "note" as const, at: other };
		const [seen, mine] = [await save("Half of", null, ada, at), await save("Theirs", null, bo, at)];
		const newest = await save("Half of it", seen.revision, ada, at);
		const note = (revisions: string[]) => addNote({ conversationId: other, clientKey: randomUUID(), text: "Half of it was saved", revisions }, user(ada));
		await note([seen.revision, mine.revision]);
		expect(await texts(ada, other)).toEqual(["Half of it"]);
		await note([seen.revision, newest.revision, mine.revision]);
		expect([await texts(ada, other), await texts(bo, other)]).toEqual([[], ["Theirs"]]);
	});

	test("belongs to a conversation that there is", async () => {
		await expect(save("x", null, ada, { mode: "reply", at: 999_999 })).rejects.toMatchObject({ code: "notFound" });
		await expect(save("x", null, ada, { mode: "new", at: conversationId })).rejects.toMatchObject({ code: "notFound" });
		await expect(save("x", null, ada, { mode: "reply", at: null })).rejects.toMatchObject({ code: "notFound" });
	});
});
