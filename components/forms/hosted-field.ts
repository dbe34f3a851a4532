import { languageName } from "@/components/details/language-name";
import type { FormField, Language } from "@/db/schema";
import { mostCharacters } from "@/lib/forms/schema";
import type { HostedTexts } from "./hosted-page";
import { html, type Markup } from "./markup";

type Props = { field: FormField; language: Language; texts: HostedTexts; value: string; error: string | undefined; focus: boolean };

/** One question, its control, and below it what is wrong with the answer. */
export function hostedField(props: Props): Markup {
	const { field, texts, error } = props;
	const optional = !field.required && html` <span class="optional">${texts.optional}</span>`;
	const below = [
		field.hint ? html`<p class="hint" id="${field.id}-hint">${field.hint}</p>` : null,
		error ? html`<p class="error" id="${field.id}-error">${error}</p>` : null,
	];
	if (field.type === "checkbox")
		return html`<div class="field"><label class="option"><input type="checkbox" value="1"${attributes(props)}${props.value !== "" && html` checked`}><span>${field.label}${optional}</span></label>${below}</div>`;
	if (field.type === "radio")
		return html`<fieldset class="field" role="radiogroup"${state(props)}${field.required && html` aria-required="true"`}><legend>${field.label}${optional}</legend>${field.choices.map((choice, i) => radio(props, choice, i))}${below}</fieldset>`;
	return html`<div class="field"><label for="${field.id}">${field.label}${optional}</label>${control(props)}${below}</div>`;
}

const kinds = { text: "text", email: "email", phone: "tel", date: "date" } as const;
const complete = { name: "name", email: "email", phone: "tel", company: "organization" } as const;

function control(props: Props): Markup {
	const { field, texts, value } = props;
	const all = attributes(props);
	if (field.type === "paragraph") return html`<textarea rows="5" maxlength="${mostCharacters.paragraph}"${all}>\n${value}</textarea>`;
	if (field.type === "select")
		return html`<select${all}><option value="">${texts.choose}</option>${field.choices.map((choice) => html`<option value="${choice}"${choice === value && html` selected`}>${shownChoice(props, choice)}</option>`)}</select>`;
	const type = field.type === "email" || field.type === "phone" || field.type === "date" ? field.type : "text";
	const placeholder = type === "phone" && html` placeholder="+34 600 000 000"`;
	return html`<input type="${kinds[type]}" maxlength="${mostCharacters[type]}" value="${value}"${placeholder}${all}>`;
}

function radio(props: Props, choice: string, index: number): Markup {
	const { id, required } = props.field;
	// The first one is where a link to the question leads.
	const first = index === 0 && html` id="${id}"${props.focus && html` autofocus`}`;
	const own = html` name="${id}"${required && html` required`}${first}`;
	return html`<label class="option"><input type="radio" value="${choice}"${own}${choice === props.value && html` checked`}><span>${shownChoice(props, choice)}</span></label>`;
}

function attributes(props: Props): Markup {
	const { field, focus } = props;
	const autocomplete = Object.hasOwn(complete, field.target) && html` autocomplete="${complete[field.target as keyof typeof complete]}"`;
	return html` id="${field.id}" name="${field.id}"${field.required && html` required`}${state(props)}${autocomplete}${focus && html` autofocus`}`;
}

/** What is said about it below, and whether it is wrong. */
function state({ field, error }: Props): Markup {
	const told = [field.hint && `${field.id}-hint`, error && `${field.id}-error`].filter(Boolean).join(" ");
	return html`${told !== "" && html` aria-describedby="${told}"`}${error && html` aria-invalid="true"`}`;
}

function shownChoice({ field, language }: Props, choice: string): string {
	return field.target === "language" ? (languageName(choice, language) ?? choice) : choice;
}
