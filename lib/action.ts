import "server-only";
import { randomBytes } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import { type $ZodError, type $ZodType, type input, type output, safeParseAsync } from "zod/v4/core";
import type { Role } from "@/db/schema";
import type { UserActor } from "./actor";
import { currentUser } from "./auth/session";
import { describeError } from "./describe-error";
import { DomainError } from "./errors";
import { fieldErrors } from "./field-errors";
import { requestLanguage } from "./i18n/request";
import { translator } from "./i18n/translator";
import { log } from "./log";
import { storable } from "./storable";

/** What every server action answers. `fields`: sentences by field name ("" for the whole form). */
export type ActionResult<T = void> = { ok: true; data: T } | { ok: false; error: string; fields?: Record<string, string[]> };
type Door<S extends $ZodType, T> = (given: input<S> | FormData) => Promise<ActionResult<T>>;

/**
 * The one wrapper of every server action: session → zod → verb → result. Takes an object or a FormData (whose values are strings: coerce
 * numbers). Refusals come back as sentences in the person's language; redirects and not-found pass through; the rest is logged under an id.
 */
export function action<S extends $ZodType, T>(schema: S, verb: (input: output<S>, actor: UserActor) => Promise<T>, { role }: { role?: Role } = {}): Door<S, T> {
	return async (given) =>
		answer(async () => {
			const actor = await signedIn(role);
			return verb(await parse(schema, given), actor);
		});
}

/** The same for the few doors that stand open to anybody: signing in. */
export function publicAction<S extends $ZodType, T>(schema: S, verb: (input: output<S>) => Promise<T>): Door<S, T> {
	return async (given) => answer(async () => verb(await parse(schema, given)));
}

/** What a form gets back: the answer, and what was typed (never what is secret), so that it stays without JavaScript too. */
export type FormState<T = void> = { result: ActionResult<T>; values: Record<string, string> } | null;

/** An action in the shape that `useActionState`, and a form without JavaScript, want. */
export function formAction<T>(door: (form: FormData) => Promise<ActionResult<T>>): (previous: FormState<T>, form: FormData) => Promise<FormState<T>> {
	return async (_previous, form) => ({ result: await door(form), values: typedValues(form) });
}

async function signedIn(role?: Role): Promise<UserActor> {
	const user = await currentUser();
	if (!user) throw new DomainError("notSignedIn");
	if (role === "admin" && user.role !== "admin") throw new DomainError("notAllowed");
	return { type: "user", user: { id: user.id, name: user.name, role: user.role } };
}

class InvalidInput extends Error {
	constructor(
		readonly error: $ZodError,
		readonly given: unknown,
	) {
		super("invalidInput");
	}
}

async function parse<S extends $ZodType>(schema: S, given: unknown): Promise<output<S>> {
	const plain = storable(given instanceof FormData ? fromForm(given) : given);
	const parsed = await safeParseAsync(schema, plain);
	if (!parsed.success) throw new InvalidInput(parsed.error, plain);
	return parsed.data;
}

/** A name given more than once becomes a list; React's own hidden fields are left out. */
function fromForm(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
	const names = [...new Set(form.keys())].filter((name) => !name.startsWith("$ACTION_"));
	return Object.fromEntries(
		names.map((name) => {
			const values = form.getAll(name);
			return [name, values.length > 1 ? values : (values[0] ?? "")];
		}),
	);
}

function typedValues(form: FormData): Record<string, string> {
	const kept = [...form].filter(([name, value]) => typeof value === "string" && !/^\$ACTION_|password|secret|token/i.test(name));
	return Object.fromEntries(kept) as Record<string, string>;
}

async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
	try {
		return { ok: true, data: await work() };
	} catch (error) {
		unstable_rethrow(error);
		return refuse(error);
	}
}

async function refuse(error: unknown): Promise<Extract<ActionResult, { ok: false }>> {
	const language = await requestLanguage();
	const t = await translator(language, "errors");
	if (error instanceof InvalidInput) return { ok: false, error: t("invalidInput"), fields: await fieldErrors(error.error, error.given, language) };
	if (error instanceof DomainError && error.code !== "unexpected") return { ok: false, error: t(error.code, error.params) };
	const id = randomBytes(4).toString("hex");
	log().error({ id, ...describeError(error) }, "an action failed");
	return { ok: false, error: t("unexpected", { id }) };
}
