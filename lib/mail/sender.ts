import type { MailAddress } from "@/db/schema";
import { type DecodedMail, headerOf } from "./decoded";
import { nameIn } from "./mailbox";

/**
 * Who wrote the mail, as the one to answer and to know again; the address in lower case and the name never empty.
 * A mailing list that puts itself into From names the author in X-Original-Sender (Google Groups); a form or a colleague's tool names
 * the customer in Reply-To (RFC 5322 §3.6.2), unless From is among several of those.
 */
export function senderOf(mail: DecodedMail): MailAddress | null {
	const original = addressIn(headerOf(mail, "x-original-sender"));
	if (original) return named({ name: sameAddress(mail.from, original) ? (mail.from?.name ?? "") : viaName(mail.from?.name ?? ""), address: original });
	const reply = mail.replyTo.find((entry) => sameAddress(mail.from, entry.address)) ?? mail.replyTo[0];
	if (reply) return named({ name: reply.name || (mail.from?.name ?? ""), address: reply.address });
	if (mail.from) return named(mail.from);
	const fallback = addressIn(headerOf(mail, "sender")) ?? addressIn(headerOf(mail, "return-path"));
	return fallback ? named({ name: namedIn(mail), address: fallback }) : null;
}

/** The name in a From header that has no address. */
export function namedIn(mail: DecodedMail): string {
	return mail.from ? "" : nameIn(headerOf(mail, "from"));
}

/** `'Jane' via Support` is how Google Groups writes the author's name. */
function viaName(name: string): string {
	return /^'?(.{1,150}?)'? (?:via|por|tramite|através de) /.exec(name)?.[1] ?? "";
}

function named({ name, address }: MailAddress): MailAddress {
	return { name: name || address.slice(0, address.lastIndexOf("@")), address: address.toLowerCase() };
}

function sameAddress(from: MailAddress | null, address: string): boolean {
	return from?.address.toLowerCase() === address.toLowerCase();
}

/** The first address in a header that holds little else. */
export function addressIn(header: string): string | null {
	return addressesIn(header)[0] ?? null;
}

export function addressesIn(header: string): string[] {
	return header.slice(0, 5_000).match(/[^\s<>@,;:"()]{1,100}@[^\s<>@,;:"()]{1,255}/g) ?? [];
}
