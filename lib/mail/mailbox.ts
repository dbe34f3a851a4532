import { decodeWords } from "postal-mime";
import type { MailAddress } from "@/db/schema";

const maxHeader = 5_000;
const plain = /[^\s<>"'(),:;@[\]\\]{1,100}@[^\s<>"'(),:;@[\]\\]{1,255}/;

/**
 * Who a From header names, where it is not as RFC 5322 wants it: commas and brackets outside of quotes, two addresses for one name,
 * entities of HTML. Null for what is well-formed, and for what names no address: the libraries read those better.
 */
export function mailboxIn(header: string): MailAddress | null {
	const value = header
		.slice(0, maxHeader)
		.replace(/&quot;/g, '"')
		.replace(/&lt;/g, "<")
		.replace(/&gt;/g, ">")
		.replace(/&amp;/g, "&")
		// A group (RFC 5322 §3.4) is its first member.
		.replace(/^[^:;<>@",()]{1,100}:(?=.*@)/s, "")
		.trim();
	return isWellFormed(value) && value === header.trim() ? null : mailboxOf(value);
}

function mailboxOf(value: string): MailAddress | null {
	const quoted = /^([^<>@]{0,500}?)<?("[^"@\\]{1,64}"@[^\s<>"(),:;@]{1,255}?)\.?>?$/.exec(value);
	if (quoted?.[2]) return { name: words(quoted[1] ?? ""), address: quoted[2] };
	const address = (bracketed(value) ?? plain.exec(value)?.[0] ?? "").replace(/^(?:mailto:|@[^:]{1,300}:)/i, "").replace(/\.+$/, "");
	// Two signs in one address: which half is meant, the libraries' guess is as good.
	if (!plain.test(address) || value.includes(`${address}@`)) return fromEncoded(value);
	const at = value.indexOf(address);
	const behind = value.slice(at + address.length);
	return { name: words(value.slice(0, at).replace(/<?(?:mailto:|@[^:<>]{1,300}:)?$/i, "")) || words(behind.replace(/[\s<>]*[^\s<>]+@[^\s<>]+/g, "")), address };
}

/** `Name <address>`, `"Na, me" <address>`, `address` and `address (Name)`, alone. */
function isWellFormed(value: string): boolean {
	return (
		/^(?:"(?:[^"\\]|\\.){0,1000}"|[^"<>,;:()@[\]\\]{0,1000})\s*<[^\s<>"(),:;@[\]\\]{1,200}@[^\s<>"(),:;@]{1,254}[^\s<>"(),:;@.]>$/.test(value) ||
		/^[^\s<>"(),:;@]{1,200}@[^\s<>"(),:;@]{1,255}(?:\s*\([^()]{0,300}\))?$/.test(value)
	);
}

/** Whoever a From header names without an address that one could write to: a name, a daemon, a user of the sender's own machine. */
export function nameIn(header: string): string {
	return words(header.slice(0, maxHeader).replace(/^[\s"<>]*\(([^()]*)\)\s*$/, "$1")).slice(0, 200);
}

function bracketed(value: string): string | undefined {
	return Array.from(value.matchAll(/<\s*([^<>\s]{0,400})\s*>?/g), ([, inside = ""]) => inside.replaceAll('"', "")).find((inside) => plain.test(inside));
}

/** The whole header, address and all, is one encoded word (RFC 2047 forbids it). */
function fromEncoded(value: string): MailAddress | null {
	const text = value.includes("=?") ? decodeWords(value) : "";
	return text.includes("=?") || !plain.test(text) ? null : mailboxOf(text);
}

function words(name: string): string {
	return decodeWords(name)
		.replace(/[<>"\\]/g, " ")
		.replace(/\s+/g, " ")
		.replace(/^[\s,;:(]+|[\s,;:([\]]+$/g, "")
		.trim();
}
