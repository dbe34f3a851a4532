import "server-only";
import type { MailAddress } from "@/db/schema";
import { SendError } from "./provider";

/** One address and nothing else: an answer goes to where a stranger's Reply-To says, which must not bring headers or further recipients along. */
export function plainAddress(address: string): string {
	if (/^[^\s<>()[\],;:"\\\p{Cc}@]+@[^\s<>()[\],;:"\\\p{Cc}@]+$/u.test(address)) return address;
	throw new SendError("invalidRecipient", `${JSON.stringify(address)} is not an address`, false);
}

/** The same with the name that goes beside it. */
export function plainMailbox({ name, address }: MailAddress): MailAddress {
	return { name: displayName(name), address: plainAddress(address) };
}

/**
 * A person's name as it may stand in a header (RFC 5322 §3.4): a stranger has chosen it. One line, of a bearable length, whose letters do not
 * turn the rest of the line around; "" where it only says an address once more.
 */
export function displayName(name: string): string {
	const short = calmLine(name.replace(/[<>]+/g, " ")).slice(0, 100).toWellFormed().trim();
	return /^"?[^\s"]+@[^\s"]+"?$/.test(short) ? "" : short;
}

/** What a stranger is called, on one line, without what turns the letters after it around. */
export function calmLine(text: string): string {
	return text
		.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ")
		.replace(/\s+/g, " ")
		.trim();
}
