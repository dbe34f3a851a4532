import { placeholdersIn, replacePlaceholders } from "@/lib/messages/placeholders";

/** Everything that a template may name, beside `customer.fields.…` with the name of one of the customer's own fields. */
export const variables = [
	"customer.firstName",
	"customer.name",
	"customer.email",
	"customer.phone",
	"customer.company",
	"operator.firstName",
	"operator.name",
	"operator.email",
	"conversation.subject",
	"conversation.number",
	"inbox.name",
	"inbox.address",
] as const;

/** What each stands for here; one that is not there, or empty, is missing. */
export type Values = Partial<Record<string, string>>;
export const fieldPrefix = "customer.fields.";

export const isVariable = (name: string): boolean =>
	(variables as readonly string[]).includes(name) || (name.startsWith(fieldPrefix) && name.length > fieldPrefix.length);

/** A text with its variables filled in. What is missing or unknown stays as it is written, to be seen. */
export function fillText(text: string, values: Values): string {
	return replacePlaceholders(text, (name) => knownValue(name, values));
}

/** The same for HTML: a value is text, whatever it looks like. */
export function fillHtml(html: string, values: Values): string {
	return replacePlaceholders(html, (name) => {
		const value = knownValue(decoded(name), values);
		return value === null ? null : escapeHtml(value);
	});
}

/** The text in pieces: what stands there, what was filled in, what is missing. */
export function filledPieces(text: string, values: Values): { text: string; kind: "plain" | "filled" | "missing" }[] {
	return text
		.split(/(\{\{[^{}<>\r\n]{1,80}\}\})/)
		.filter(Boolean)
		.map((piece) => {
			const [name] = placeholdersIn(piece);
			const value = name === undefined ? null : knownValue(name, values);
			if (name === undefined || !piece.startsWith("{{")) return { text: piece, kind: "plain" as const };
			return value === null ? { text: piece, kind: "missing" as const } : { text: value, kind: "filled" as const };
		});
}

function knownValue(name: string, values: Values): string | null {
	const value = Object.hasOwn(values, name) ? values[name]?.trim() : "";
	return value || null;
}

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const decoded = (name: string) => name.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

function escapeHtml(text: string): string {
	return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;").replace(/\r?\n/g, "<br>");
}
