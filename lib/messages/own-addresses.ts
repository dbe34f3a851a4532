import "server-only";
import { eq } from "drizzle-orm";
import type { Reader } from "@/db";
import { inboxes, type MailAddress } from "@/db/schema";
import { withoutToken } from "@/lib/mail/reply-token";

/** Tells whether an address is ours: an inbox's, or one of its signed reply addresses. */
export async function ownAddresses(reader: Reader): Promise<(address: string) => boolean> {
	const found = await reader.select({ address: inboxes.address }).from(inboxes).where(eq(inboxes.channel, "email"));
	const ours = new Set(found.map((inbox) => inbox.address.toLowerCase()));
	return (address) => ours.has(withoutToken(address).toLowerCase());
}

/** Each address once, in lower case apart, without those of `except`. */
export function distinct(people: MailAddress[], except: MailAddress[] = []): MailAddress[] {
	const seen = new Set(except.map(({ address }) => address.toLowerCase()));
	return people.filter(({ address }) => {
		const key = address.toLowerCase();
		return !seen.has(key) && seen.add(key);
	});
}

/** What an address is called among people; "" where none of them has it. */
export function nameAmong(people: MailAddress[], address: string): string {
	return people.find((person) => person.address.toLowerCase() === address.toLowerCase())?.name ?? "";
}
