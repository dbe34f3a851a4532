import "server-only";
import { DomainError } from "@/lib/errors";
import { unfilledIn } from "./placeholders";

const mostNamed = 5;

/** Throws unfilledVariables, with their names, when a template's variable still stands in what would be sent. */
export function requireFilled(text: string, html: string | null = null): void {
	const unfilled = unfilledIn(text, html).slice(0, mostNamed);
	if (unfilled.length > 0) throw new DomainError("unfilledVariables", { names: unfilled.map((name) => `{{${name}}}`).join(", ") });
}
