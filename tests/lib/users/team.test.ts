import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { db, transaction } from "@/db";
import { conversationAssignees, events, sessions, users } from "@/db/schema";
import type { UserActor } from "@/lib/actor";
import { assignConversation, assignWithin } from "@/lib/assignments/assign";
import { handOver } from "@/lib/assignments/hand-over";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { createSession, listSessions, userOfSession } from "@/lib/auth/session-store";
import { loadConversation } from "@/lib/conversations/load";
import { avatarOf, setAvatar } from "@/lib/users/avatar";
import { deactivateUser, reactivateUser } from "@/lib/users/deactivate";
import { changePassword, profileOf } from "@/lib/users/profile";
import { listTeam } from "@/lib/users/queries";
import { setRole } from "@/lib/users/role";
import { setupDatabase } from "../../support/database";
import { mailArrives, makeInbox, makeUser } from "../../support/factories";
import { newRequest } from "../../support/request";

vi.mock("next/headers", () => import("../../support/request"));
setupDatabase();
beforeEach(newRequest);

const actives = () => db().select({ id: users.id }).from(users).where(eq(users.role, "admin"));
async function alone(): Promise<UserActor> {
	await db().update(users).set({ role: "operator" });
	return makeUser("admin");
}

describe("the last admin", () => {
	test("stays, whoever wants otherwise", async () => {
		const admin = await alone();
		await expect(setRole(admin.user.id, "operator", { type: "system", job: "test" })).rejects.toMatchObject({ code: "lastAdmin" });
		await expect(deactivateUser({ userId: admin.user.id, handOverTo: null }, admin)).rejects.toMatchObject({ code: "notYourself" });
		expect(await actives()).toHaveLength(1);
	});

	test("and no other takes themself away: what they did they could not undo", async () => {
		const admin = await alone();
		const colleague = await makeUser("admin");
		await expect(setRole(admin.user.id, "operator", admin)).rejects.toMatchObject({ code: "notYourself" });
		await expect(deactivateUser({ userId: admin.user.id, handOverTo: colleague.user.id }, admin)).rejects.toMatchObject({ code: "notYourself" });
		await setRole(admin.user.id, "admin", admin);
		expect(await actives()).toHaveLength(2);
		await setRole(admin.user.id, "operator", colleague);
		expect(await actives()).toEqual([{ id: colleague.user.id }]);
	});

	test("stays when several admins take each other away at once", async () => {
		for (let round = 0; round < 5; round++) {
			const first = await alone();
			const others = await Promise.all([makeUser("admin"), makeUser("admin"), makeUser("admin")]);
			const all = [first, ...others];
			await Promise.allSettled(
				all.flatMap((actor, i) => {
					const next = all[(i + 1) % all.length]?.user.id ?? 0;
					return [setRole(next, "operator", actor), deactivateUser({ userId: next, handOverTo: null }, actor)];
				}),
			);
			const left = await db().select().from(users).where(eq(users.role, "admin"));
			expect(left.filter(({ deactivatedAt }) => deactivatedAt === null).length).toBeGreaterThan(0);
		}
	});
});

describe("a deactivated user", () => {
	test("is out at once, and what was theirs goes to a colleague, who leads where they led", async () => {
		await makeInbox("email", "support@shop.example");
		const admin = await alone();
		const [leaver, heir, third] = [await makeUser(), await makeUser(), await makeUser()];
		const one = (await mailArrives({ from: "a@example.it" })).conversationId;
		const two = (await mailArrives({ from: "b@example.it" })).conversationId;
		const three = (await mailArrives({ from: "c@example.it" })).conversationId;
		await assignConversation(one, [leaver.user.id, third.user.id], admin);
		await assignConversation(two, [heir.user.id, leaver.user.id], admin);
		await assignConversation(three, [leaver.user.id], admin);
		const session = await createSession(leaver.user.id, "test");

		await deactivateUser({ userId: leaver.user.id, handOverTo: heir.user.id }, admin);
		expect(await userOfSession(session)).toBeNull();
		expect(await db().select().from(sessions).where(eq(sessions.userId, leaver.user.id))).toEqual([]);
		const payload = { userId: leaver.user.id, toUserId: heir.user.id, actor: admin };
		expect((await jobs("assignments.handOver")).at(-1)).toEqual(payload);

		// Twice: a job may be.
		await handOver(leaver.user.id, heir.user.id, admin);
		await handOver(leaver.user.id, heir.user.id, admin);
		const rows = await db().select().from(conversationAssignees).orderBy(conversationAssignees.conversationId, conversationAssignees.userId);
		expect(rows.map(({ conversationId, userId, lead }) => [conversationId, userId, lead])).toEqual([
			[one, heir.user.id, true],
			[one, third.user.id, false],
			[two, heir.user.id, true],
			[three, heir.user.id, true],
		]);
		const lines = await db().select().from(events).where(eq(events.conversationId, one));
		expect(lines.slice(-2).map(({ type, data, actorId }) => [type, data, actorId])).toEqual([
			["unassigned", { userIds: [leaver.user.id] }, admin.user.id],
			["assigned", { userIds: [heir.user.id] }, admin.user.id],
		]);
		// Where the heir was already, nothing new is theirs.
		const twoLines = await db().select().from(events).where(eq(events.conversationId, two));
		expect(twoLines.at(-1)?.type).toBe("unassigned");

		// As if deactivating had died before it came to that.
		const left = await createSession(leaver.user.id, "test");
		await reactivateUser(leaver.user.id, admin);
		expect(await userOfSession(left)).toBeNull();
		expect((await listTeam()).find(({ id }) => id === leaver.user.id)).toMatchObject({ active: true, sessions: 0 });
	});

	test("leaves conversations to nobody when nobody is named", async () => {
		const admin = await alone();
		const leaver = await makeUser();
		const { conversationId } = await mailArrives({ from: "d@example.it" });
		await assignConversation(conversationId, [leaver.user.id], admin);
		await handOver(leaver.user.id, null, admin);
		expect(await db().select().from(conversationAssignees).where(eq(conversationAssignees.conversationId, conversationId))).toEqual([]);
	});

	test("hands over what they are given at the very moment they leave", async () => {
		const admin = await alone();
		const leaver = await makeUser();
		const { conversationId } = await mailArrives({ from: "e@example.it" });
		let commit = () => {};
		const held = new Promise<void>((resolve) => {
			commit = resolve;
		});
		const assigned = new Promise<void>((resolve, reject) => {
			transaction(async (tx) => {
				await assignWithin(tx, await loadConversation(tx, conversationId, admin), [leaver.user.id], admin);
				resolve();
				await held;
			}).catch(reject);
		});
		await assigned;
		const left = deactivateUser({ userId: leaver.user.id, handOverTo: null }, admin).then(() => handOver(leaver.user.id, null, admin));
		await Promise.race([left, new Promise((resolve) => setTimeout(resolve, 500))]);
		commit();
		await left;
		await expect(assignConversation(conversationId, [leaver.user.id], admin)).rejects.toMatchObject({ code: "userNotActive" });
		expect(await db().select().from(conversationAssignees).where(eq(conversationAssignees.conversationId, conversationId))).toEqual([]);
	});

	test("hands nothing over to who has left before it came to that", async () => {
		const admin = await alone();
		const [leaver, heir, third] = [await makeUser(), await makeUser(), await makeUser()];
		const { conversationId } = await mailArrives({ from: "f@example.it" });
		await assignConversation(conversationId, [leaver.user.id, third.user.id], admin);
		await deactivateUser({ userId: leaver.user.id, handOverTo: heir.user.id }, admin);
		await deactivateUser({ userId: heir.user.id, handOverTo: null }, admin);
		await handOver(heir.user.id, null, admin);
		await handOver(leaver.user.id, heir.user.id, admin);
		const rows = await db().select().from(conversationAssignees).where(eq(conversationAssignees.conversationId, conversationId));
		expect(rows).toMatchObject([{ userId: third.user.id, lead: true }]);
		const lines = await db().select().from(events).where(eq(events.conversationId, conversationId));
		expect(lines.at(-1)).toMatchObject({ type: "unassigned", data: { userIds: [leaver.user.id] } });
	});

	test("cannot hand over to who is not here, nor be deactivated by an operator, nor twice", async () => {
		const admin = await alone();
		const [leaver, gone] = [await makeUser(), await makeUser()];
		await deactivateUser({ userId: gone.user.id, handOverTo: null }, admin);
		await expect(deactivateUser({ userId: leaver.user.id, handOverTo: gone.user.id }, admin)).rejects.toMatchObject({ code: "userNotActive" });
		await expect(deactivateUser({ userId: leaver.user.id, handOverTo: leaver.user.id }, admin)).rejects.toMatchObject({ code: "userNotActive" });
		await expect(deactivateUser({ userId: gone.user.id, handOverTo: null }, admin)).rejects.toMatchObject({ code: "notFound" });
		await expect(deactivateUser({ userId: admin.user.id, handOverTo: null }, leaver)).rejects.toMatchObject({ code: "notAllowed" });
		await expect(reactivateUser(gone.user.id, leaver)).rejects.toMatchObject({ code: "notAllowed" });
	});
});

describe("a profile", () => {
	test("changes its password for who knows the present one, and ends the other sessions", async () => {
		const actor = await makeUser();
		await db()
			.update(users)
			.set({ passwordHash: await hashPassword("the old password") })
			.where(eq(users.id, actor.user.id));
		await createSession(actor.user.id, "here");
		const [here] = await listSessions(actor.user.id);
		await createSession(actor.user.id, "there");
		await expect(changePassword({ current: "wrong", password: "the new password" }, here?.handle ?? "", actor)).rejects.toMatchObject({
			code: "wrongPassword",
		});
		await changePassword({ current: "the old password", password: "the new password" }, here?.handle ?? "", actor);
		const [user] = await db().select().from(users).where(eq(users.id, actor.user.id));
		expect(await verifyPassword(user?.passwordHash ?? null, "the new password")).toBe(true);
		expect((await listSessions(actor.user.id)).map(({ userAgent }) => userAgent)).toEqual(["here"]);
		for (let i = 0; i < 5; i++) await changePassword({ current: "wrong", password: "the new password" }, "", actor).catch(() => {});
		await expect(changePassword({ current: "the new password", password: "another password" }, "", actor)).rejects.toMatchObject({ code: "tooManyAttempts" });
	});

	test("takes a picture made small and bare, and nothing that is none", async () => {
		const actor = await makeUser();
		const photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: "#5b5bd6" } })
			.withExif({ IFD0: { Copyright: "somebody" } })
			.jpeg()
			.toBuffer();
		await setAvatar(photo, actor);
		const kept = Buffer.from(await new Response(await avatarOf(actor.user.id)).arrayBuffer());
		const { format, width, height, exif } = await sharp(kept).metadata();
		expect({ format, width, height, exif }).toEqual({ format: "webp", width: 256, height: 256, exif: undefined });
		expect((await profileOf(actor.user.id)).avatar).toMatch(/^\/api\/users\/\d+\/avatar\?v=[0-9a-f]{8}$/);
		for (const wrong of ["", "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>", "not a picture"])
			await expect(setAvatar(Buffer.from(wrong), actor)).rejects.toMatchObject({ code: "notAPicture" });
	});
});

async function jobs(name: string): Promise<unknown[]> {
	const found = await db().execute<{ payload: unknown }>(
		`SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = '${name}' ORDER BY j.id`,
	);
	return found.map(({ payload }) => payload);
}
