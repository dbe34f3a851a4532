import { eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { db } from "@/db";
import { users } from "@/db/schema";
import { setLanguage, setTheme } from "@/lib/users/actions";
import { createUser } from "@/lib/users/create";
import { setupDatabase } from "../../support/database";
import { newRequest, request, signedInAs } from "../../support/request";

vi.mock("next/headers", () => import("../../support/request"));
setupDatabase();
beforeEach(newRequest);

test("a language chosen is kept with the user and in the browser; one that we do not speak changes nothing", async () => {
	const user = await createUser({ name: "Ana", email: "ana@example.com", password: "correct horse", role: "operator", language: "es" });
	const kept = async () => (await db().select().from(users).where(eq(users.id, user.id)))[0]?.language;
	await signedInAs(user.id);
	const form = new FormData();
	form.set("language", "it");
	expect(await setLanguage(form)).toEqual({ ok: true, data: undefined });
	expect([await kept(), request.cookies.get("locale")?.value]).toEqual(["it", "it"]);
	expect(await setLanguage({ language: "de" as "it" })).toMatchObject({ ok: false, fields: { language: ["Scegli una delle opzioni."] } });
	expect([await kept(), request.cookies.get("locale")?.value]).toEqual(["it", "it"]);
});

test("a theme is kept in the browser of whoever is signed in", async () => {
	expect(await setTheme({ theme: "dark" })).toMatchObject({ ok: false });
	expect(request.cookies.has("theme")).toBe(false);
	const user = await createUser({ name: "Eva", email: "eva@example.com", password: "correct horse", role: "operator", language: "es" });
	await signedInAs(user.id);
	expect(await setTheme({ theme: "dark" })).toMatchObject({ ok: true });
	expect(request.cookies.get("theme")).toMatchObject({ value: "dark", options: { httpOnly: true, sameSite: "lax" } });
});
