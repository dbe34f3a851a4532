import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db";
import { sessions } from "@/db/schema";
import { signIn, signOut } from "@/lib/auth/actions";
import { sessionCookie } from "@/lib/auth/cookie";
import { currentUser } from "@/lib/auth/session";
import { log } from "@/lib/log";
import { createUser } from "@/lib/users/create";
import { setupDatabase } from "../../support/database";
import { newRequest, request } from "../../support/request";

vi.mock("next/headers", () => import("../../support/request"));
setupDatabase();
beforeEach(newRequest);

const password = "correct horse battery";
let made = 0;
const someone = () => createUser({ name: "Ana", email: `ana${made++}@example.com`, password, role: "operator", language: "en", timeZone: "Europe/London" });

function form(values: Record<string, string>) {
	const data = new FormData();
	for (const [name, value] of Object.entries(values)) data.set(name, value);
	return data;
}
const goesTo = (path: string) => expect.objectContaining({ digest: expect.stringContaining(`;${path};`) });

describe("signing in by the form", () => {
	test("sets the cookie, the language and the time zone, and goes where one wanted to go", async () => {
		const user = await someone();
		const door = signIn(null, form({ email: user.email, password, next: "/inbox/7?unread=1" }));
		await expect(door).rejects.toEqual(goesTo("/inbox/7?unread=1"));
		expect(await currentUser()).toMatchObject({ id: user.id });
		expect(request.cookies.get("locale")?.value).toBe("en");
		expect(request.cookies.get("tz")?.value).toBe("Europe/London");
		expect(request.cookies.get(sessionCookie)?.options).toMatchObject({ httpOnly: true, sameSite: "lax", secure: false, path: "/" });
		expect(request.cookies.get(sessionCookie)?.value).not.toContain(user.email);
		expect(await db().select().from(sessions).where(eq(sessions.userId, user.id))).toHaveLength(1);
	});

	test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "inbox", "/sign-in?next=/sign-in", ""])(
		"never goes to %j",
		async (next) => {
			const user = await someone();
			await expect(signIn(null, form({ email: user.email, password, next }))).rejects.toEqual(goesTo("/inbox"));
		},
	);

	test("a wrong password is a sentence, keeps the address typed, and prints no stack", async () => {
		const [printed, logged] = [vi.spyOn(console, "error"), vi.spyOn(log(), "error")];
		const user = await someone();
		expect(await signIn(null, form({ email: user.email, password: "wrong" }))).toEqual({
			result: { ok: false, error: "El email o la contraseña no son correctos." },
			values: { email: user.email },
		});
		expect(request.cookies.has(sessionCookie)).toBe(false);
		expect(printed).not.toHaveBeenCalled();
		expect(logged).not.toHaveBeenCalled();
	});

	test("an incomplete address is told beside its field, and costs no attempt", async () => {
		expect(await signIn(null, form({ email: "ana@", password: "" }))).toMatchObject({
			result: { fields: { email: ["Escribe una dirección de email completa, como nombre@ejemplo.com."], password: ["Este dato es obligatorio."] } },
			values: { email: "ana@" },
		});
	});
});

test("signing out deletes the session's row and its cookie", async () => {
	const user = await someone();
	await signIn(null, form({ email: user.email, password })).catch(() => {});
	const kept = request.cookies.get(sessionCookie);
	await expect(signOut({})).rejects.toEqual(goesTo("/sign-in"));
	expect(request.cookies.get(sessionCookie)?.value ?? "").toBe("");
	expect(await db().select().from(sessions).where(eq(sessions.userId, user.id))).toEqual([]);
	// A copy of the cookie is worth nothing any more.
	request.cookies.set(sessionCookie, kept ?? { value: "" });
	expect(await currentUser()).toBeNull();
});
