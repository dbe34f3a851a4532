import { verify } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db";
import { sessions, signInFailures, users } from "@/db/schema";
import { attemptLimits } from "@/lib/auth/attempts";
import { userOfSession } from "@/lib/auth/session-store";
import { signIn } from "@/lib/auth/sign-in";
import { createUser } from "@/lib/users/create";
import { setupDatabase } from "../../support/database";

setupDatabase();
// The library itself, which notes what it was asked.
vi.mock("@node-rs/argon2", async (load) => {
	const library = await load<typeof import("@node-rs/argon2")>();
	return { ...library, verify: vi.fn(library.verify) };
});

const password = "correct horse battery";
let made = 0;
const someone = () => createUser({ name: "Lucía", email: `Lucia${made++}@Example.com`, password, role: "operator", language: "it", timeZone: "Europe/Rome" });
const at = (ip: string) => ({ ip, userAgent: "Firefox" });

beforeEach(async () => {
	await db().delete(signInFailures);
});

describe("signIn", () => {
	test("the right password opens a session that belongs to the user; case and spaces of the address do not matter", async () => {
		const user = await someone();
		expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		const answer = await signIn({ email: ` ${user.email.toUpperCase()} `, password }, at("10.0.0.1"));
		expect(answer).toMatchObject({ userId: user.id, language: "it", timeZone: "Europe/Rome" });
		expect(await userOfSession(answer.sessionId)).toMatchObject({ id: user.id, name: "Lucía", role: "operator", email: user.email });
		expect(await db().select().from(sessions).where(eq(sessions.userId, user.id))).toMatchObject([{ userAgent: "Firefox" }]);
	});

	test("a wrong password, an unknown address and a user who never chose a password are told alike", async () => {
		const user = await someone();
		const invited = await someone();
		await db().update(users).set({ passwordHash: null }).where(eq(users.id, invited.id));
		for (const email of [user.email, "nobody@example.com", invited.email]) {
			await expect(signIn({ email, password: "nobody's password" }, at("10.0.0.2"))).rejects.toMatchObject({ code: "wrongCredentials" });
		}
		expect(await db().select().from(sessions).where(eq(sessions.userId, user.id))).toEqual([]);
	});

	test("an unknown address costs as much work as a known one", async () => {
		const user = await someone();
		/** The hashes that were compared, but for their salts and what they are of. */
		const work = async (email: string) => {
			vi.mocked(verify).mockClear();
			await signIn({ email, password: "wrong" }, at("10.0.1.1")).catch(() => {});
			return vi.mocked(verify).mock.calls.map(([hashed]) => String(hashed).split("$").slice(0, 4));
		};
		const known = await work(user.email);
		expect(known).toEqual([["", "argon2id", "v=19", "m=19456,t=2,p=1"]]);
		expect(await work("nobody@example.com")).toEqual(known);
	});

	test("opens nothing for a password that is changed, or a user who is shut out, while it is looked at", async () => {
		const changes = [{ passwordHash: "another" }, { deactivatedAt: new Date() }];
		for (const change of changes) {
			const user = await someone();
			vi.mocked(verify).mockImplementationOnce(async () => {
				await db().update(users).set(change).where(eq(users.id, user.id));
				return true;
			});
			await expect(signIn({ email: user.email, password }, at("10.0.0.9"))).rejects.toMatchObject({ code: "wrongCredentials" });
			expect(await db().select().from(sessions).where(eq(sessions.userId, user.id))).toEqual([]);
		}
	});

	test("a deactivated user is refused, and told so only with the right password", async () => {
		const user = await someone();
		await db().update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, user.id));
		await expect(signIn({ email: user.email, password: "wrong" }, at("10.0.0.3"))).rejects.toMatchObject({ code: "wrongCredentials" });
		await expect(signIn({ email: user.email, password }, at("10.0.0.3"))).rejects.toMatchObject({ code: "userNotActive" });
		expect(await db().select().from(sessions).where(eq(sessions.userId, user.id))).toEqual([]);
	});
});

describe("the limit on failures", () => {
	const guess = (email: string, ip: string, tried = "wrong") =>
		signIn({ email, password: tried }, at(ip)).then(
			() => "in",
			(error) => error.code,
		);

	test("after five from one place even the right password waits, but not from another place", async () => {
		const user = await someone();
		for (let i = 0; i < attemptLimits.pair; i++) expect(await guess(user.email, "10.1.0.1")).toBe("wrongCredentials");
		expect(await guess(user.email, "10.1.0.1", password)).toBe("tooManyAttempts");
		expect(await guess(user.email.toUpperCase(), "10.1.0.1", password)).toBe("tooManyAttempts");
		expect(await guess(user.email, "10.1.0.2", password)).toBe("in");
	});

	test("guesses made at once pass one by one", async () => {
		const user = await someone();
		const answers = await Promise.all(Array.from({ length: 12 }, () => guess(user.email, "10.2.0.1")));
		expect(answers.filter((answer) => answer === "wrongCredentials")).toHaveLength(attemptLimits.pair);
		expect(answers.filter((answer) => answer === "tooManyAttempts")).toHaveLength(12 - attemptLimits.pair);
	});

	test("one network may not try many addresses, nor many networks one address", async () => {
		const user = await someone();
		await db()
			.insert(signInFailures)
			.values(Array.from({ length: attemptLimits.ip }, () => ({ key: "10.3.0.1" })));
		expect(await guess(user.email, "10.3.0.1", password)).toBe("tooManyAttempts");
		expect(await guess(user.email, "10.3.0.2", password)).toBe("in");
		await db()
			.insert(signInFailures)
			.values(Array.from({ length: attemptLimits.email }, () => ({ key: user.email })));
		expect(await guess(user.email, "10.3.0.2", password)).toBe("tooManyAttempts");
	});

	test("failures are forgiven by signing in, and by time", async () => {
		const user = await someone();
		for (let i = 1; i < attemptLimits.pair; i++) await guess(user.email, "10.4.0.1");
		expect(await guess(user.email, "10.4.0.1", password)).toBe("in");
		for (let i = 0; i < attemptLimits.pair; i++) expect(await guess(user.email, "10.4.0.1")).toBe("wrongCredentials");
		expect(await guess(user.email, "10.4.0.1", password)).toBe("tooManyAttempts");
		await db()
			.update(signInFailures)
			.set({ at: new Date(Date.now() - 16 * 60_000) });
		expect(await guess(user.email, "10.4.0.1", password)).toBe("in");
	});
});
