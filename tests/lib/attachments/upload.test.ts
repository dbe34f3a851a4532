import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as download } from "@/app/api/attachments/[id]/route";
import { GET as thumbnail } from "@/app/api/attachments/[id]/thumbnail/route";
import { POST } from "@/app/api/attachments/route";
import { db, transaction } from "@/db";
import { attachments, storageChecks } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { copyFiles } from "@/lib/attachments/store";
import { sweepStorage, sweepUploads } from "@/lib/attachments/sweep";
import { thumbnailKey } from "@/lib/attachments/thumbnail";
import { discardUpload, uploadFile } from "@/lib/attachments/upload";
import { setAvatar as setCustomerAvatar } from "@/lib/customers/avatar";
import { saveDraft } from "@/lib/drafts/save";
import { draftContentSchema } from "@/lib/drafts/schema";
import { addNote } from "@/lib/notes/add";
import { fileBytes, hasFile, putFile, storageKey } from "@/lib/storage/storage";
import { removeAvatar, setAvatar } from "@/lib/users/avatar";
import { setupDatabase } from "@/tests/support/database";
import { mailArrives, makeInbox, makeUser } from "@/tests/support/factories";
import { newRequest, signedInAs } from "@/tests/support/request";

vi.mock("next/headers", () => import("@/tests/support/request"));

setupDatabase();
const emptyContent = draftContentSchema.parse({});
let lucia: UserActor;
let jorge: UserActor;
let png: Buffer;

beforeAll(async () => {
	[lucia, jorge] = [await makeUser(), await makeUser()];
	await makeInbox("email", "support@shop.example");
	png = await sharp({ create: { width: 900, height: 600, channels: 3, background: "teal" } })
		.withExif({ IFD0: { Copyright: "secret place" } })
		.png()
		.toBuffer();
});
beforeEach(newRequest);

const headers = (more: Record<string, string> = {}) => ({ "x-upload-key": randomUUID(), "x-filename": "foto.png", "content-type": "image/png", ...more });
async function post(body: Buffer | string, more: Record<string, string> = {}) {
	const response = await POST(
		new Request("http://localhost/api/attachments", { method: "POST", body: new Uint8Array(Buffer.from(body)), headers: headers(more) }),
	);
	return { status: response.status, body: (await response.json()) as { id: number; filename: string; contentType: string; size: number; error: string } };
}
const ask = async (route: typeof download, id: number) => route(new Request("http://localhost/x"), { params: Promise.resolve({ id: String(id) }) });
const upload = (content: Buffer | string, filename = "a.txt", contentType = "text/plain", actor = lucia, key: string = randomUUID()) =>
	uploadFile({ key, filename, contentType, content: Buffer.from(content) }, actor);

describe("uploading", () => {
	test("keeps what came, under the name it had; the same key again finds it", async () => {
		await signedInAs(lucia.user.id);
		const key = randomUUID();
		const first = await post(png, { "x-upload-key": key, "x-filename": encodeURIComponent("niño & más.png") });
		expect(first).toMatchObject({ status: 201, body: { filename: "niño & más.png", contentType: "image/png", size: png.length } });
		expect((await post(png, { "x-upload-key": key })).body.id).toBe(first.body.id);
		const again = await Promise.all(Array.from({ length: 8 }, () => upload("same", "a.txt", "text/plain", lucia, "0b0e7a1c-6a55-4f43-9f55-111111111111")));
		expect(new Set(again.map((file) => file.id)).size).toBe(1);
	});

	test("goes by the bytes, not by the name or what the browser says", async () => {
		await signedInAs(lucia.user.id);
		expect((await post(png, { "x-filename": "invoice.pdf", "content-type": "application/pdf" })).body.contentType).toBe("image/png");
		expect((await post("<svg onload=alert(1)>", { "x-filename": "a.png" })).body.contentType).toBe("application/octet-stream");
		expect((await post("a;b", { "x-filename": "a.csv", "content-type": "text/csv" })).body.contentType).toBe("text/csv");
	});

	test.each([
		["a program", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)]), { "x-filename": "photo.png" }, 422],
		["a script by its name", Buffer.from("WScript"), { "x-filename": "factura.pdf.js" }, 422],
		["one that hides behind blanks", Buffer.from("x"), { "x-filename": encodeURIComponent("factura.exe . ") }, 422],
		["nothing", Buffer.alloc(0), {}, 422],
		["more than 25 MB", Buffer.alloc(25_000_001, 1), {}, 413],
		["no key", Buffer.from("x"), { "x-upload-key": "1" }, 400],
		["half of what was announced", Buffer.from("x"), { "content-length": "2" }, 400],
	])("refuses %s with a sentence", async (_case, body, more, status) => {
		await signedInAs(lucia.user.id);
		const answer = await post(body, more);
		expect(answer.status).toBe(status);
		expect(answer.body.error).toMatch(/\.$/);
		expect(answer.body.error).not.toMatch(/[{}]/);
	});

	test("leaves no folders or tricks in a name", async () => {
		expect((await upload("x", "../../etc/passwd")).filename).toBe("passwd");
		expect((await upload("x", "..\\..\\x\u202Etxt.pdf")).filename).toBe("xtxt.pdf");
	});

	test("is for who is signed in, and stays theirs until it is sent", async () => {
		expect((await post(png)).status).toBe(401);
		const file = await upload("mine");
		await signedInAs(jorge.user.id);
		expect((await ask(download, file.id)).status).toBe(404);
		await discardUpload(file.id, jorge);
		await signedInAs(lucia.user.id);
		expect(await (await ask(download, file.id)).text()).toBe("mine");
		await discardUpload(file.id, lucia);
		expect((await ask(download, file.id)).status).toBe(404);
	});
});

describe("a thumbnail", () => {
	test("is a small WebP without what the camera noted", async () => {
		await signedInAs(lucia.user.id);
		const file = await upload(png, "foto.png", "image/png");
		const answer = await ask(thumbnail, file.id);
		expect(answer.headers.get("content-type")).toBe("image/webp");
		const bytes = Buffer.from(await answer.arrayBuffer());
		const { width, height, exif } = await sharp(bytes).metadata();
		expect([width, height, exif]).toEqual([480, 320, undefined]);
		expect(bytes.includes("secret place")).toBe(false);
	});

	test("is not made of what is no picture, broken, or a bomb", async () => {
		await signedInAs(lucia.user.id);
		const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: "white" } })
			.png({ compressionLevel: 9 })
			.toBuffer();
		for (const [content, type] of [
			["<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"],
			[png.subarray(0, 60), "image/png"],
			[bomb, "image/png"],
		] as const)
			expect((await ask(thumbnail, (await upload(content, "x.png", type)).id)).status).toBe(404);
	});
});

describe("a note's files", () => {
	test("go with it, once, and never more than three; its own files stay in the house", async () => {
		const { conversationId } = await mailArrives();
		const [a, b, c, d] = await Promise.all(["a", "b", "c", "d"].map((text) => upload(text)));
		const ids = [a!.id, b!.id, c!.id, d!.id];
		const note = (attachmentIds: number[], actor = lucia) => addNote({ conversationId, clientKey: randomUUID(), text: "", attachmentIds }, actor);
		await expect(note(ids)).rejects.toMatchObject({ code: "tooManyFiles", params: { most: 3 } });
		await expect(note([a!.id], jorge)).rejects.toMatchObject({ code: "fileGone" });
		await expect(note([])).rejects.toMatchObject({ code: "emptyMessage" });
		const { id } = await note([c!.id, a!.id]);
		const files = await db().select().from(attachments).where(eq(attachments.noteId, id)).orderBy(attachments.position);
		expect(files.map((file) => file.id)).toEqual([c!.id, a!.id]);
		await expect(note([a!.id])).rejects.toMatchObject({ code: "fileGone" });
		await signedInAs(jorge.user.id);
		expect(await (await ask(download, a!.id)).text()).toBe("a");
	});
});

describe("the sweep", () => {
	const keyOf = async (id: number) => (await db().select().from(attachments).where(eq(attachments.id, id)))[0]?.storageKey ?? "";
	const allDue = () => db().update(storageChecks).set({ dueAt: sql`now()` });

	test("lets go of what was never sent after a day, and of its bytes and thumbnail", async () => {
		await signedInAs(lucia.user.id);
		const [old, fresh] = [await upload(png, "old.png", "image/png"), await upload("fresh")];
		await ask(thumbnail, old.id);
		const keys = [await keyOf(old.id), await keyOf(fresh.id)] as const;
		await db().delete(attachments).where(sql`${attachments.storageKey} = ${keys[0]} AND ${attachments.id} <> ${old.id}`);
		await db().execute(sql`UPDATE attachments SET created_at = now() - interval '25 hours' WHERE id = ${old.id}`);
		const held = await upload("held by a draft");
		const shown = await upload(png, "shown.png", "image/png");
		await saveDraft(
			{
				conversationId: null,
				mode: "new",
				revision: randomUUID(),
				base: null,
				content: { ...emptyContent, attachmentIds: [held.id], html: `<p><img src="/api/attachments/${shown.id}"></p>` },
			},
			lucia,
		);
		await db().execute(sql`UPDATE attachments SET created_at = now() - interval '25 hours' WHERE id IN (${held.id}, ${shown.id})`);
		await sweepUploads();
		expect([await keyOf(held.id), await keyOf(shown.id)]).not.toContain("");
		await db().execute(sql`DELETE FROM drafts`);
		await sweepUploads();
		expect([await keyOf(held.id), await keyOf(shown.id)]).toEqual(["", ""]);
		expect(await keyOf(old.id)).toBe("");
		await allDue();
		await sweepStorage();
		expect([await hasFile(keys[0]), await hasFile(keys[1])]).toEqual([false, true]);
		expect(await hasFile(storageKey("thumbnails", keys[0].slice(-64)))).toBe(false);
		expect(await db().select().from(storageChecks)).toEqual([]);
	});

	test("keeps bytes that another row still names, and deletes them with the last one", async () => {
		const { conversationId, id: messageId } = await mailArrives();
		const one = await upload("shared bytes");
		const two = await upload("shared bytes");
		await db().update(attachments).set({ messageId }).where(eq(attachments.id, two.id));
		const key = await keyOf(one.id);
		await discardUpload(one.id, lucia);
		await allDue();
		await sweepStorage();
		expect(await hasFile(key)).toBe(true);
		const forwarded = await mailArrives({ from: "third@example.com" });
		await transaction((tx) => copyFiles(tx, { messageId }, { messageId: forwarded.id }));
		await db().execute(sql`DELETE FROM messages WHERE conversation_id = ${conversationId}`);
		await allDue();
		await sweepStorage();
		expect(await hasFile(key)).toBe(true);
		await db().execute(sql`DELETE FROM messages WHERE id = ${forwarded.id}`);
		await allDue();
		await sweepStorage();
		expect(await hasFile(key)).toBe(false);
	});

	test("also deletes the thumbnail that was being made while its picture was deleted", async () => {
		const { id } = await upload(await sharp(png).flip().png().toBuffer(), "late.png", "image/png");
		const [source] = await db().select().from(attachments).where(eq(attachments.id, id));
		const bytes = await fileBytes(source!.storageKey ?? "");
		await db().delete(attachments).where(eq(attachments.id, id));
		await allDue();
		await sweepStorage();
		// Whoever makes it had read the picture by then.
		await putFile(source!.storageKey ?? "", bytes);
		const key = await thumbnailKey(source!);
		expect(await hasFile(key ?? "")).toBe(true);
		await allDue();
		await sweepStorage();
		expect(await hasFile(key ?? "")).toBe(false);
	});

	test("waits with bytes whose row is on its way, and deletes the raw source of a deleted mail", async () => {
		const file = await upload("on its way");
		const key = await keyOf(file.id);
		await db().delete(attachments).where(eq(attachments.id, file.id));
		await sweepStorage();
		expect(await hasFile(key)).toBe(true);
		const { conversationId, id } = await mailArrives();
		const [mail] = await db().execute<{ raw_key: string }>(sql`SELECT raw_key FROM message_mails WHERE message_id = ${id}`);
		await allDue();
		await sweepStorage();
		expect(await hasFile(mail!.raw_key)).toBe(true);
		await db().execute(sql`DELETE FROM messages WHERE conversation_id = ${conversationId}`);
		await sweepStorage();
		expect(await hasFile(mail!.raw_key)).toBe(false);
	});

	test("keeps a face that is shown, though a file of the same bytes goes, and deletes it once it is nobody's", async () => {
		await setAvatar(png, lucia);
		const [row] = await db().execute<{ id: number }>(sql`SELECT customer_id::int AS id FROM conversations LIMIT 1`);
		await setCustomerAvatar(row!.id, png, lucia);
		const keys = await db().execute<{ key: string }>(sql`SELECT avatar_key AS key FROM users WHERE avatar_key IS NOT NULL
			UNION ALL SELECT avatar_key FROM customers WHERE avatar_key IS NOT NULL`);
		const there = () => Promise.all(keys.map(({ key }) => hasFile(key)));
		await allDue();
		await sweepStorage();
		expect(await there()).toEqual([true, true]);
		await removeAvatar(lucia);
		await db().execute(sql`DELETE FROM conversations`);
		await db().execute(sql`DELETE FROM customers`);
		await sweepStorage();
		expect(await there()).toEqual([false, false]);
	});
});
