import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { db } from "@/db";
import { attachments } from "@/db/schema";
import { publicLink } from "@/lib/attachments/public-link";
import { deleteConversation } from "@/lib/messages/delete-conversation";
import { receiveMail } from "@/lib/messages/receive-mail";
import { sendReply } from "@/lib/messages/send";
import { addNote } from "@/lib/notes/add";
import { notify } from "@/lib/notifications/notify";
import { refreshSearchWords } from "@/lib/search/refresh-words";
import { setupDatabase } from "@/tests/support/database";
import { makeInbox, makeUser, newestMessage } from "@/tests/support/factories";
import { newRequest, signedInAs } from "@/tests/support/request";
import { mailSaying } from "../../support/word-mail";

vi.mock("next/headers", () => import("@/tests/support/request"));
setupDatabase();
beforeEach(newRequest);

/** Said in everything that belongs to the conversation, and nowhere else. */
const word = "zyzzyvaquagga";
const mail = mailSaying(word, "deleted");

const root = "app/api";
const routes = fs
	.readdirSync(root, { recursive: true, encoding: "utf8" })
	.filter((file) => path.basename(file) === "route.ts" && !/^(auth|webhooks|health)/.test(file))
	.map((file) => path.dirname(file));
type Route = { GET?: (request: Request, context: { params: Promise<object> }) => Promise<Response> };

test("what was deleted is read by no route any more, from the first moment: also while a job still takes it away", { timeout: 120_000 }, async () => {
	await makeInbox("email", "support@shop.example");
	await receiveMail({ kind: "mail", raw: Buffer.from(mail), envelopeTo: [] });
	const { id, conversationId } = await newestMessage("in");
	const me = await makeUser("admin");
	await signedInAs(me.user.id);
	const note = await addNote({ conversationId, clientKey: randomUUID(), text: `${word} in a note` }, me);
	await sendReply({ conversationId, clientKey: randomUUID(), text: word, html: null, cc: [], replyTo: "main", archive: false }, me);
	const [first] = await db().select().from(attachments);
	const file = { filename: `${word}.txt`, contentType: "text/plain", size: 3, storageKey: first!.storageKey, sha256: first!.sha256 };
	await db()
		.insert(attachments)
		.values({ ...file, noteId: note.id });
	await notify({ kind: "answered", subject: "message:1", userIds: [me.user.id], conversationId, messageId: id });
	await refreshSearchWords();
	const files = (await db().select().from(attachments)).map((one) => one.id);
	const idsOf = (route: string) => (/^(attachments|media)\/\[id/.test(route) ? files : [route.startsWith("messages") ? id : conversationId]);
	const queries = ["", "?after=0", `?after=0&changed=${id},${note.id}`, "?from=1", `?around=${id}`, `?q=${word}`, "?q=zyzz", `?ids=${conversationId}`];
	queries.push(`?ids=${conversationId}&any=1`, `?kind=forward&message=${id}`, `?conversation=${conversationId}`, "?translated=1");

	/** The routes that say the word to one of these ids and queries. */
	async function telling(): Promise<string[]> {
		const found = new Set<string>();
		for (const route of routes) {
			const { GET } = (await import(/* @vite-ignore */ path.resolve(root, route, "route.ts"))) as Route;
			for (const one of GET ? idsOf(route) : []) {
				const asked = [...queries, new URL(publicLink({ id: one, filename: "a" })).search].map(async (query) => {
					const response = await GET!(new Request(`http://localhost/${query}`), { params: Promise.resolve({ id: String(one), name: "a", index: "0" }) });
					if ((await response.text()).includes(word)) found.add(route);
				});
				await Promise.all(asked);
			}
		}
		return [...found];
	}
	// Or the test would look at nothing.
	const parts = [
		"conversations/[id]/timeline",
		"conversations/[id]/files",
		"messages/[id]/html",
		"messages/[id]/source",
		"attachments/[id]",
		"media/[id]/[name]",
	];
	expect(await telling()).toEqual(expect.arrayContaining([...parts, "search", "notifications", "customers/[id]/conversations", "conversations/rows"]));
	await deleteConversation(conversationId, me);
	expect(await telling()).toEqual([]);
});
