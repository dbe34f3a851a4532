import "server-only";
import { createHash } from "node:crypto";
import type { Form, Language } from "@/db/schema";
import { clientAddress } from "@/lib/client-address";
import { acceptSubmission } from "@/lib/forms/accept";
import { formAt } from "@/lib/forms/queries";
import { answerSentence, hostedTexts } from "@/lib/forms/texts";
import { chooseLanguage } from "@/lib/i18n/language";
import { translator } from "@/lib/i18n/translator";
import { readLimited } from "@/lib/read-limited";
import { hostedClosed, hostedForm, hostedThanks } from "./hosted-page";
import { hostedStyle } from "./hosted-style";

/** The largest answer taken, in bytes: a form full of long texts, with room for how they are encoded. */
const largest = 512 * 1024;

/** A form's page: to be filled in, thanked for (`?sent`), or closed. `?embed`: to stand within another page. */
export async function showForm(key: string, request: Request): Promise<Response> {
	const form = await openForm(key, request);
	if (form instanceof Response) return form;
	const query = new URL(request.url).searchParams;
	const shown = { action: pathOf(form, query), texts: await hostedTexts(form.language), embedded: query.has("embed") };
	return answer(form, 200, query.has("sent") ? hostedThanks(form, shown) : hostedForm(form, shown));
}

/** What a visitor sent, from our page or from one of the sites it may stand in. Whatever is refused comes back as it was typed. */
export async function postForm(key: string, request: Request): Promise<Response> {
	const form = await openForm(key, request);
	if (form instanceof Response) return form;
	const query = new URL(request.url).searchParams;
	const texts = await hostedTexts(form.language);
	const t = await translator(form.language, "form");
	const body = /^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? "") ? await readLimited(request, largest) : null;
	const posted = new URLSearchParams(body?.toString("utf8") ?? "");
	const typed = (name: string) => posted.get(name) ?? "";
	const again = (status: number, more: { notice?: string; errors?: Record<string, string> }) =>
		answer(form, status, hostedForm(form, { action: pathOf(form, query), texts, embedded: query.has("embed"), typed, ...more }));
	if (!body) return again(413, { notice: t("tooLarge") });
	// Who came here from a page that is not meant to has it all before them, and sends it from here.
	if (!isFromHere(form, request)) return again(403, { notice: t("sendFromHere") });
	const outcome = await acceptSubmission(form, typed, clientAddress(request.headers));
	if (outcome.kind === "tooMany") return again(429, { notice: t("tooMany") });
	if (outcome.kind === "thanks")
		return new Response(null, { status: 303, headers: { location: `${pathOf(form, query)}${query.has("embed") ? "&" : "?"}sent` } });
	const sentences = form.fields.flatMap((field) => (outcome.errors[field.id] ? [[field.id, answerSentence(t, field, outcome.errors[field.id])]] : []));
	return again(422, { errors: Object.fromEntries(sentences) });
}

const pathOf = ({ publicId }: Form, query: URLSearchParams) => `/forms/${publicId}${query.has("embed") ? "?embed" : ""}`;

async function openForm(key: string, request: Request): Promise<Form | Response> {
	const form = await formAt(key);
	if (form?.enabled && !form.archivedAt) return form;
	const language: Language = form?.language ?? chooseLanguage(undefined, request.headers.get("accept-language"));
	return answer(form, form ? 410 : 404, hostedClosed(language, await hostedTexts(language), new URL(request.url).searchParams.has("embed")));
}

/** Our own page, or a site that the form may stand in. Browsers say where a POST comes from; what is no browser may say what it likes. */
function isFromHere({ sites }: Form, request: Request): boolean {
	const origin = request.headers.get("origin");
	if (origin === null || sites.includes(origin)) return true;
	const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
	return URL.canParse(origin) && new URL(origin).host === host;
}

const styleHash = `'sha256-${createHash("sha256").update(hostedStyle).digest("base64")}'`;

function answer(form: Form | null, status: number, page: string): Response {
	const policy = `default-src 'none'; style-src ${styleHash}; form-action 'self'; base-uri 'none'; frame-ancestors ${form?.sites.join(" ") || "'none'"}`;
	const headers = {
		"content-type": "text/html; charset=utf-8",
		"content-security-policy": policy,
		"referrer-policy": "strict-origin-when-cross-origin",
		"cache-control": "no-store",
		"x-robots-tag": "noindex",
		...(status === 429 && { "retry-after": "600" }),
	};
	return new Response(page, { status, headers });
}
