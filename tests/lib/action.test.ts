import { notFound, redirect } from "next/navigation";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import { action, formAction, publicAction } from "@/lib/action";
import { endSession } from "@/lib/auth/session-store";
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { createUser } from "@/lib/users/create";
import { setupDatabase } from "../support/database";
import { newRequest, request, signedInAs } from "../support/request";

vi.mock("next/headers", () => import("../support/request"));

setupDatabase();
beforeEach(newRequest);

const schema = z.object({ count: z.coerce.number().int().max(9), email: z.email(), tags: z.array(z.string()).min(1), kind: z.enum(["a", "b"]) });
const good = { count: "3", email: "ana@example.com", kind: "a" };

function form(values: Record<string, string | string[]>) {
	const data = new FormData();
	for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) data.append(name, one);
	return data;
}

let made = 0;
const operator = () => createUser({ name: "Ana", email: `ana${made++}@example.com`, password: "correct horse", role: "operator", language: "es" });

describe("action", () => {
	test("gives the verb what the schema made of a FormData, and who asks", async () => {
		const user = await operator();
		await signedInAs(user.id);
		const door = action(schema, async (input, actor) => ({ input, actor }));
		expect(await door(form({ ...good, tags: ["x", "y"], $ACTION_ID_1: "" }))).toEqual({
			ok: true,
			data: {
				input: { count: 3, email: "ana@example.com", tags: ["x", "y"], kind: "a" },
				actor: { type: "user", user: { id: user.id, name: "Ana", role: "operator" } },
			},
		});
	});

	test("keeps from the verb what no column holds: NULs, and halves of characters, wherever they stand", async () => {
		await signedInAs((await operator()).id);
		const loose = z.looseObject({ content: z.looseObject({ text: z.string(), to: z.array(z.string()) }), at: z.date() });
		const at = new Date();
		const given = { content: { text: "a\u0000b \ud83d", to: ["\u0000x", "🙂"] }, at };
		expect(await action(loose, async (input) => input)(given)).toEqual({ ok: true, data: { content: { text: "ab \ufffd", to: ["x", "🙂"] }, at } });
		expect(await action(z.object({ text: z.string().min(1) }), async () => "never")(form({ text: "\u0000" }))).toMatchObject({ ok: false });
	});

	test("nobody signed in, or a session that was ended: the verb never runs", async () => {
		const verb = vi.fn(async () => "done");
		const refused = { ok: false, error: "Tu sesión ha terminado. Inicia sesión de nuevo." };
		expect(await action(z.object({}), verb)({})).toEqual(refused);
		await endSession(await signedInAs((await operator()).id));
		expect(await action(z.object({}), verb)({})).toEqual(refused);
		expect(verb).not.toHaveBeenCalled();
	});

	test("an operator at an admin's door is refused", async () => {
		await signedInAs((await operator()).id);
		expect(await action(z.object({}), async () => "done", { role: "admin" })({})).toEqual({ ok: false, error: "No tienes permiso para hacer esto." });
		const admin = await createUser({ name: "Jefe", email: "jefe@example.com", password: "correct horse", role: "admin", language: "es" });
		await signedInAs(admin.id);
		expect(await action(z.object({}), async () => "done", { role: "admin" })({})).toEqual({ ok: true, data: "done" });
	});

	test("each wrong field gets its sentence, in the language of the cookie", async () => {
		await signedInAs((await operator()).id);
		request.cookies.set("locale", { value: "en" });
		const answer = await action(schema, async () => "never")(form({ count: "12", email: "ana@", kind: "z" }));
		expect(answer).toEqual({
			ok: false,
			error: "Check the marked fields.",
			fields: {
				count: ["The maximum is 9."],
				email: ["Enter a whole email address, like name@example.com."],
				tags: ["This field is required."],
				kind: ["Choose one of the options."],
			},
		});
	});

	test("a schema may name its sentence, zod/mini is understood too", async () => {
		await signedInAs((await operator()).id);
		const phones = mini.object({ to: mini.array(mini.string().check(mini.e164("phone"))), body: mini.string().check(mini.maxLength(3)) });
		expect(await action(phones, async () => "never")({ to: ["+34600000000", "600"], body: "hola" })).toMatchObject({
			fields: { "to.1": ["Escribe un teléfono con su prefijo, como +34 600 000 000."], body: ["Como máximo 3 caracteres."] },
		});
	});

	test("a refusal reaches the person as a sentence", async () => {
		const door = publicAction(z.object({}), async () => {
			throw new DomainError("userNotActive");
		});
		request.headers.set("accept-language", "fr, it;q=0.9, en;q=0.8");
		expect(await door({})).toEqual({ ok: false, error: "Questo utente è disattivato." });
	});

	test("what was not expected is told by an id alone, and logged under it without what was written", async () => {
		const logged = vi.spyOn(log(), "error");
		const door = publicAction(z.object({}), async () => {
			throw Object.assign(new Error("Failed query: insert into notes\nparams: my secret"), {
				cause: Object.assign(new Error("deadlock detected"), { code: "40P01" }),
			});
		});
		const answer = await door({});
		const id = /código ([0-9a-f]{8})\.$/.exec(answer.ok ? "" : answer.error)?.[1];
		expect(id).toBeDefined();
		expect(logged.mock.calls[0]?.[0]).toMatchObject({ id, message: "deadlock detected", code: "40P01" });
		expect(JSON.stringify([answer, logged.mock.calls])).not.toContain("my secret");
	});

	test("redirects and not-found pages pass through", async () => {
		await expect(publicAction(z.object({}), async () => redirect("/inbox"))({})).rejects.toThrow("NEXT_REDIRECT");
		await expect(publicAction(z.object({}), async () => notFound())({})).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
	});
});

test("a form gets back what was typed, but not what is secret", async () => {
	const door = formAction(publicAction(z.object({ email: z.email() }), async () => "never"));
	const state = await door(null, form({ email: "ana", password: "hunter2", newPassword: "hunter3" }));
	expect(state?.result.ok).toBe(false);
	expect(state?.values).toEqual({ email: "ana" });
});
