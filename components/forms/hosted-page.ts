import type { Form } from "@/db/schema";
import { trapName } from "@/lib/forms/schema";
import { hostedField } from "./hosted-field";
import { hostedStyle } from "./hosted-style";
import { html, type Markup } from "./markup";

/** What a form's page says by itself, in the form's language. */
export type HostedTexts = Record<
	"submit" | "optional" | "choose" | "trap" | "thanksTitle" | "again" | "closedTitle" | "closedText" | "errorTitle" | "fix",
	string
>;
export type HostedForm = Pick<Form, "title" | "intro" | "thanks" | "language" | "fields">;
type Shown = { action: string; texts: HostedTexts; embedded?: boolean };
/** `notice`: why it is shown again. `errors`: sentences by field. */
type Filled = Shown & { typed?: (id: string) => string; errors?: Record<string, string>; notice?: string };

/** The form as visitors see it: plain HTML that works without any script. What was typed stands in it again, what is wrong beside it. */
export function hostedForm(form: HostedForm, { action, texts, embedded, typed = () => "", errors = {}, notice }: Filled): string {
	const wrong = form.fields.filter(({ id }) => Object.hasOwn(errors, id));
	const fields = form.fields.map((field) =>
		hostedField({ field, language: form.language, texts, value: typed(field.id), error: errors[field.id], focus: field === wrong[0] }),
	);
	const list = wrong.length > 0 && html`<ul>${wrong.map(({ id, label }) => html`<li><a href="#${id}">${label}</a>: ${errors[id]}</li>`)}</ul>`;
	const told = notice ?? (wrong.length > 0 ? texts.fix : null);
	const body = html`<h1>${form.title}</h1>${form.intro !== "" && html`<p class="intro">${form.intro}</p>`}
${told !== null && html`<div class="notice" role="alert"><p>${told}</p>${list}</div>`}
<form method="post" action="${action}" novalidate>${fields}
<div class="trap" aria-hidden="true"><label>${texts.trap} <input type="text" name="${trapName}" tabindex="-1" autocomplete="off"></label></div>
<button type="submit">${texts.submit}</button></form>`;
	return page(form.language, told === null ? form.title : `${texts.errorTitle} · ${form.title}`, body, embedded);
}

const check = html`<span class="done" aria-hidden="true"><svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M20 6 9 17l-5-5"/></svg></span>`;

/** What stands in the place of the form once it was sent. */
export function hostedThanks({ title, thanks, language }: HostedForm, { action, texts, embedded }: Shown): string {
	const body = html`${check}<h1>${texts.thanksTitle}</h1><p class="intro">${thanks}</p><p class="again"><a href="${action}">${texts.again}</a></p>`;
	return page(language, `${texts.thanksTitle} · ${title}`, body, embedded);
}

/** In the place of a form that is closed, or that there is none of. */
export function hostedClosed(language: Form["language"], texts: HostedTexts, embedded = false): string {
	return page(language, texts.closedTitle, html`<h1>${texts.closedTitle}</h1><p class="intro">${texts.closedText}</p>`, embedded);
}

function page(language: Form["language"], title: string, body: Markup, embedded = false): string {
	// The style holds no markup of anybody's: it is a constant, and escaping would change what the policy's hash is of.
	const style = `<style>${hostedStyle}</style>`;
	const written = html`<title>${title}</title>`.html;
	return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">${written}${style}</head>
<body${embedded ? ' class="inside"' : ""}><main><div class="card">${body.html}</div></main></body></html>`;
}
