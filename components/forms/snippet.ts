import { languageName } from "@/components/details/language-name";
import type { FormField } from "@/db/schema";
import { mostCharacters, trapName } from "@/lib/forms/schema";
import type { HostedForm, HostedTexts } from "./hosted-page";
import { html, type Markup } from "./markup";

/** The form as plain HTML for another site's page, to be styled there: it posts to our address, where what is wrong is told. */
export function formSnippet(form: HostedForm, address: string, texts: HostedTexts): string {
	const lines = form.fields.map(
		(field) => (field.type === "radio" ? group(field, form.language) : html`  <p>${labelled(field, form.language, texts)}</p>`).html,
	);
	const trap = html`  <p hidden><label>${texts.trap} <input name="${trapName}" tabindex="-1" autocomplete="off"></label></p>`;
	const open = html`<form method="post" action="${address}" accept-charset="utf-8">`;
	return [open.html, ...lines, trap.html, html`  <p><button type="submit">${texts.submit}</button></p>`.html, "</form>"].join("\n");
}

/** The page itself, within another one. */
export function frameSnippet(form: HostedForm, address: string): string {
	return html`<iframe src="${address}?embed" title="${form.title}" style="width:100%;height:640px;border:0"></iframe>`.html;
}

function labelled(field: FormField, language: string, texts: HostedTexts): Markup {
	const required = field.required && html` required`;
	if (field.type === "checkbox") return html`<label><input type="checkbox" name="${field.id}" value="1"${required}> ${field.label}</label>`;
	return html`<label>${field.label}<br>${control(field, language, texts, required)}</label>`;
}

function control({ id, type, target, choices }: FormField, language: string, texts: HostedTexts, required: Markup | false): Markup {
	if (type === "paragraph") return html`<textarea name="${id}" rows="5" maxlength="${mostCharacters.paragraph}"${required}></textarea>`;
	if (type === "select")
		return html`<select name="${id}"${required}><option value="">${texts.choose}</option>${choices.map((choice) => html`<option value="${choice}">${shown(choice, target, language)}</option>`)}</select>`;
	return html`<input type="${type === "phone" ? "tel" : type}" name="${id}" maxlength="${mostCharacters[type]}"${required}>`;
}

function group({ id, label, choices, target, required }: FormField, language: string): Markup {
	const options = choices.map(
		(choice) => html`<label><input type="radio" name="${id}" value="${choice}"${required && html` required`}> ${shown(choice, target, language)}</label> `,
	);
	return html`  <fieldset><legend>${label}</legend>${options}</fieldset>`;
}

const shown = (choice: string, target: string, language: string) => (target === "language" ? (languageName(choice, language) ?? choice) : choice);
