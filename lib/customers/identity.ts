import parsePhoneNumber from "libphonenumber-js";
import type { IdentityKind } from "@/db/schema";

/** One spelling for one address: lower-case email, E.164 phone. What is no valid phone (a short code, a sender's name) stays as it is. */
export function normalizeIdentity(kind: IdentityKind, value: string): string {
	const trimmed = value.trim();
	if (kind === "email") return trimmed.toLowerCase().slice(0, 320);
	if (kind === "phone") return parsePhoneNumber(trimmed)?.number ?? trimmed.slice(0, 64);
	return trimmed.slice(0, 200);
}

/** As people write it: phones in the international form of ITU-T E.123, the rest as it is kept. */
export function shownIdentity(kind: IdentityKind, value: string): string {
	return (kind === "phone" && parsePhoneNumber(value)?.formatInternational()) || value;
}

/** Whether that is only an address, as of who wrote without a name: what they are called until somebody names them. */
export function isAddress(name: string, { kind, value }: { kind: IdentityKind; value: string }): boolean {
	return name === value || name === shownIdentity(kind, value);
}

/** The same, or what stands before the @ of one of theirs: no name to greet anybody by. */
export function isUnnamed(name: string, identities: { kind: IdentityKind; value: string }[]): boolean {
	return identities.some((identity) => isAddress(name, identity) || identity.value.startsWith(`${name.toLowerCase()}@`));
}
