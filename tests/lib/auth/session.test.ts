import { eq, sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db";
import { sessions, users } from "@/db/schema";
import { sessionCookie } from "@/lib/auth/cookie";
import { currentUser, requireAdmin, requireUser } from "@/lib/auth/session";
import { endSession, endSessions, userOfSession } from "@/lib/auth/session-store";
import { createUser } from "@/lib/users/create";
import { setupDatabase } from "../../support/database";
import { newRequest, request, signedInAs } from "../../support/request";

vi.mock("next/headers", () => import("../../support/request"));
setupDatabase();
beforeEach(newRequest);

let made = 0;
const someone = (role: "operator" | "admin" = "operator") =>
	createUser({ name: "Ana", email: `ana${made++}@example.com`, password: "correct horse", role, language: "es" });

describe("currentUser", () => {
	test("is whom the sealed cookie's session belongs to", async () => {
		const user = await someone();
		expect(await currentUser()).toBeNull();
		await signedInAs(user.id);
		expect(await currentUser()).toEqual({
			id: user.id,
			name: "Ana",
			email: user.email,
			role: "operator",
			language: "es",
			timeZone: "Europe/Madrid",
			avatar: null,
			handle: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
	});

	test("is nobody from the moment the session is ended, everywhere when all are", async () => {
		const user = await someone();
		const first = await signedInAs(user.id);
		const second = await signedInAs(user.id);
		await endSession(second);
		expect(await currentUser()).toBeNull();
		expect(await userOfSession(first)).toMatchObject({ id: user.id });
		await endSessions(user.id);
		expect(await userOfSession(first)).toBeNull();
	});

	test("is nobody once deactivated, or when the session ran out", async () => {
		const user = await someone();
		const id = await signedInAs(user.id);
		await db().update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, user.id));
		expect(await currentUser()).toBeNull();
		await db().update(users).set({ deactivatedAt: null }).where(eq(users.id, user.id));
		expect(await currentUser()).not.toBeNull();
		await db().update(sessions).set({ expiresAt: sql`now() - interval '1 second'` }).where(eq(sessions.id, id));
		expect(await currentUser()).toBeNull();
	});

	test("is nobody with a cookie sealed by another secret, a bare session id, or garbage", async () => {
		const sid = await signedInAs((await someone()).id);
		const forged = await encode({ token: { sid }, secret: "another secret, which is also long enough", salt: sessionCookie });
		for (const value of [forged, sid, "x.y.z", ""]) {
			request.cookies.set(sessionCookie, { value });
			expect(await currentUser()).toBeNull();
		}
	});

	test("a session's last use is written down, but not at every request", async () => {
		const id = await signedInAs((await someone()).id);
		const seen = async () => (await db().select().from(sessions).where(eq(sessions.id, id)))[0]?.lastSeenAt.getTime();
		const before = await seen();
		await currentUser();
		expect(await seen()).toBe(before);
		await db().update(sessions).set({ lastSeenAt: sql`now() - interval '10 minutes'` }).where(eq(sessions.id, id));
		await currentUser();
		expect(await seen()).toBeGreaterThanOrEqual(before ?? 0);
	});
});

describe("pages", () => {
	test("nobody is sent to sign in; an operator finds no admin's page", async () => {
		await expect(requireUser()).rejects.toMatchObject({ digest: expect.stringContaining(";/sign-in;") });
		await signedInAs((await someone()).id);
		expect(await requireUser()).toMatchObject({ role: "operator" });
		await expect(requireAdmin()).rejects.toMatchObject({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
		await signedInAs((await someone("admin")).id);
		expect(await requireAdmin()).toMatchObject({ role: "admin" });
	});
});
