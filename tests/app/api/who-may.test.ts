import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db";
import { attachments, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { saveDraft } from "@/lib/drafts/save";
import { setupDatabase } from "@/tests/support/database";
import { mailArrives, makeInbox, makeUser } from "@/tests/support/factories";
import { newRequest, signedInAs } from "@/tests/support/request";

vi.mock("next/headers", () => import("@/tests/support/request"));
setupDatabase();
beforeEach(newRequest);

const root = "app/api";
const found = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === "route.ts");
const methods = found.flatMap((file) =>
	[...fs.readFileSync(path.join(root, file), "utf8").matchAll(/^export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE)\b/gm)].map(
		([, method]) => `${method} ${path.dirname(file)}`,
	),
);

/** For who signs in, who shows a signature of a provider's or of ours, and who asks whether we are well. Tried where they are tested. */
const forAnybody = ["GET health", "GET media/[id]/[name]", "POST webhooks/[provider]", "POST webhooks/twilio/status"];
const forAdmins = ["GET users/[id]/sessions"];
const closed = methods.filter((method) => !forAnybody.includes(method));

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
let messageId: number;
let conversationId: number;
let other: UserActor;

beforeAll(async () => {
	await makeInbox("email", "support@shop.example");
	({ id: messageId, conversationId } = await mailArrives());
	other = await makeUser();
});

async function ask(route: string, query = "", params: Record<string, string> = {}): Promise<Response> {
	const [method = "", place = ""] = route.split(" ");
	const handlers = (await import(/* @vite-ignore */ path.resolve(root, place, "route.ts"))) as Record<string, Handler>;
	const id = place.startsWith("messages") ? messageId : place.startsWith("conversations") ? conversationId : 1;
	const request = new Request(`http://localhost/api/${place}${query}`, { method, ...(["GET", "HEAD"].includes(method) ? {} : { body: "x" }) });
	return handlers[method]!(request, { params: Promise.resolve({ id: String(id), index: "0", name: "x", ...params }) });
}

test("what is open to anybody is there, and nothing but that and what Auth.js answers", () => {
	expect(methods).toEqual(expect.arrayContaining([...forAnybody, ...forAdmins]));
	const silent = found.filter((file) => !methods.some((method) => method.endsWith(` ${path.dirname(file)}`)));
	expect(silent.map((file) => path.dirname(file))).toEqual(["auth/[...nextauth]"]);
});

describe.each(closed)("%s", (route) => {
	test("answers nobody who is not signed in, nor who was deactivated", async () => {
		expect((await ask(route)).status).toBe(401);
		const { user } = await makeUser("admin");
		await signedInAs(user.id);
		await db().update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, user.id));
		const response = await ask(route);
		expect(response.status).toBe(401);
		expect(await response.text()).not.toContain("screw");
	});

	test(forAdmins.includes(route) ? "answers admins alone" : "answers operators and admins", async () => {
		for (const role of ["operator", "admin"] as const) {
			newRequest();
			await signedInAs((await makeUser(role)).user.id);
			const { status } = await ask(route);
			if (role === "operator" && forAdmins.includes(route)) expect(status).toBe(404);
			else expect(status).not.toBe(401);
		}
	});
});

test("drafts and uploads are their owner's alone", async () => {
	const key = randomUUID();
	const file = {
		filename: "a.txt",
		contentType: "text/plain",
		size: 1,
		storageKey: "files/none",
		sha256: "0".repeat(64),
		uploadedBy: other.user.id,
		uploadKey: key,
	};
	const [upload] = await db().insert(attachments).values(file).returning();
	const content = { text: "theirs", html: null, cc: [] } as never;
	await saveDraft({ conversationId, mode: "reply", revision: randomUUID(), base: null, content }, other);
	for (const [who, mine] of [
		[other, true],
		[await makeUser("admin"), false],
	] as const) {
		newRequest();
		await signedInAs(who.user.id);
		expect((await (await ask("GET conversations/[id]/drafts")).text()).includes("theirs")).toBe(mine);
		expect((await (await ask("GET attachments", `?ids=${upload!.id}`)).json()).length).toBe(mine ? 1 : 0);
	}
});

test("of a conversation that is not there, or not any more, there is nothing to read: not even that nothing is being written", async () => {
	await signedInAs(other.user.id);
	for (const part of ["details", "drafts", "timeline"]) expect((await ask(`GET conversations/[id]/${part}`, "", { id: "999999" })).status, part).toBe(404);
});

test("what no column holds is not there, rather than a fault of ours: a number past 32 bits, a NUL", async () => {
	await signedInAs((await makeUser("admin")).user.id);
	for (const part of ["avatar", "sessions"]) expect((await ask(`GET users/[id]/${part}`, "", { id: "3000000000" })).status, part).toBe(404);
	for (const name of ["language", "folder", "q"]) expect((await ask("GET templates", `?channel=email&${name}=%00`)).status, name).toBe(200);
});
