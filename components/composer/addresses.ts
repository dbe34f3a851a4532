/** What was typed as a recipient: `address` in lower case once it is complete, else null. */
export type TypedAddress = { typed: string; address: string | null };

// The practical part of RFC 5321 §4.1.2: a dot-atom, and a domain with at least two labels. Internationalised names are let through.
const local = /^[^\s@<>()[\],;:\\"]{1,64}$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** Checks one address; a display name around it ("Ana <ana@example.com>") is left away. */
export function parseAddress(typed: string): TypedAddress {
	const text = typed.trim();
	const inner = /<([^<>]*)>\s*$/.exec(text)?.[1]?.trim() ?? text.replace(/^mailto:/i, "");
	return { typed: text, address: isAddress(inner) ? inner.toLowerCase() : null };
}

function isAddress(text: string): boolean {
	const at = text.lastIndexOf("@");
	const [name, labels] = [text.slice(0, at), text.slice(at + 1).split(".")];
	if (at < 1 || text.length > 254 || !local.test(name) || name.startsWith(".") || name.endsWith(".") || name.includes("..")) return false;
	return labels.length >= 2 && labels.every((part) => label.test(part)) && /\p{L}{2,}$/u.test(labels.at(-1) ?? "");
}

/** Splits a typed or pasted list at commas, semicolons, line breaks, and at blanks between bare addresses; a quoted name may hold a comma. */
export function parseAddresses(list: string): TypedAddress[] {
	return splitList(list.slice(0, 20_000))
		.flatMap((part) => (/[<"]/.test(part) ? [part] : part.split(/\s+/)))
		.map((part) => part.trim())
		.filter(Boolean)
		.map(parseAddress);
}

function splitList(list: string): string[] {
	const parts: string[] = [];
	let [part, quoted, angled] = ["", false, false];
	for (const character of list) {
		if (character === '"') quoted = !quoted;
		if (!quoted && character === "<") angled = true;
		if (!quoted && character === ">") angled = false;
		const ends = character === "\n" || (!quoted && !angled && (character === "," || character === ";"));
		if (ends) [quoted, angled] = [false, false];
		if (ends) parts.push(part);
		part = ends ? "" : part + character;
	}
	return [...parts, part];
}

/** Adds what is new: the same address is written once, and what is already a recipient is not copied in again. */
export function addAddresses(known: TypedAddress[], added: TypedAddress[], except: string[] = []): TypedAddress[] {
	const seen = new Set([...known.map(keyOf), ...except.map((address) => address.toLowerCase())]);
	const fresh = added.filter((entry) => !seen.has(keyOf(entry)) && seen.add(keyOf(entry)));
	return [...known, ...fresh];
}

const keyOf = (entry: TypedAddress) => entry.address ?? entry.typed.toLowerCase();
