import { eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { db } from "@/db";
import { users } from "@/db/schema";
import { saveChoices } from "@/lib/notifications/actions";
import { defaultChoices } from "@/lib/notifications/choices";
import { choicesOf } from "@/lib/notifications/choose";
import { saveProfile, setLanguage, setTheme, setWritingPreferences } from "@/lib/users/actions";
import { createUser } from "@/lib/users/create";
import { profileOf } from "@/lib/users/profile";
import { writingOf } from "@/lib/users/writing";
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

test("a profile is kept as its form says: name, language, time zone, signature, what to be told of; what is none is told beside its field", async () => {
	const user = await createUser({ name: "Nia", email: "nia@example.com", password: "correct horse", role: "operator", language: "es" });
	await signedInAs(user.id);
	const about = (name: string, timeZone: string) => {
		const form = new FormData();
		for (const [field, value] of Object.entries({ name, language: "it", timeZone })) form.set(field, value);
		return saveProfile(form);
	};
	expect(await about("  Nia Rossi ", "Pacific/Auckland")).toEqual({ ok: true, data: undefined });
	expect(await profileOf(user.id)).toMatchObject({ name: "Nia Rossi", language: "it", timeZone: "Pacific/Auckland" });
	expect(request.cookies.get("locale")?.value).toBe("it");
	expect(await about(" ", "Mars/Olympus")).toMatchObject({ ok: false, fields: { name: [expect.any(String)], timeZone: [expect.any(String)] } });
	expect(await profileOf(user.id)).toMatchObject({ name: "Nia Rossi", timeZone: "Pacific/Auckland" });

	expect(await setWritingPreferences({ signature: "Nia\nAssistenza", undoSeconds: 20 })).toMatchObject({ ok: true });
	const choices = { kinds: { ...defaultChoices.kinds, mentioned: { email: false, push: true } }, quiet: { from: "22:00", to: "07:30" } };
	expect(await saveChoices(choices)).toMatchObject({ ok: true });
	expect(await saveChoices({ ...choices, quiet: { from: "25:00", to: "07:30" } })).toMatchObject({ ok: false });
	// Neither takes the place of the other.
	expect(await writingOf(user.id)).toEqual({ signature: "Nia\nAssistenza", undoSeconds: 20 });
	expect(await choicesOf(user.id)).toEqual(choices);
});
