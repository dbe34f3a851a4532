import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** 80 bits: too many to guess through a mail server, few enough to fit a local part. */
const macBytes = 10;
/** RFC 5321 §4.5.3.1.1. */
const maxLocalPart = 64;
/** Other signs than + are what servers without plus-addressing use. */
const token = /[+=_-]c(\d{1,15})-([a-z2-7]{16})@[^@]+$/;

/**
 * The Reply-To address of a conversation: `support+c42-<mac>@example.com`. Whoever answers it lands in that conversation, so the number
 * alone must not do: the keyed hash keeps strangers from writing into conversations by counting.
 * Without room for it (RFC 5321 gives a local part 64 characters) the address comes back as it is.
 */
export function replyAddress(conversationId: number, inboxAddress: string): string {
	const at = inboxAddress.lastIndexOf("@");
	const local = `${inboxAddress.slice(0, at)}+c${conversationId}-${mac(conversationId)}`;
	return at < 1 || local.length > maxLocalPart ? inboxAddress : `${local}${inboxAddress.slice(at)}`;
}

/** The conversation that an address names, or null when it names none or its hash is not ours. Servers may have changed its case. */
export function conversationFromAddress(address: string): number | null {
	const [, id, given] = token.exec(address.trim().toLowerCase()) ?? [];
	if (!id || !given) return null;
	const expected = mac(Number(id));
	return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? Number(id) : null;
}

/**
 * A Message-ID that names a conversation, for the References of what we send (RFC 5322 §3.6.4): answers bring it back where the address
 * cannot carry a token, whatever Message-ID the provider gives the mail itself.
 */
export function threadMark(conversationId: number, inboxAddress: string): string {
	return `thread+c${conversationId}-${mac(conversationId)}@${inboxAddress.slice(inboxAddress.lastIndexOf("@") + 1)}`;
}

/** The inbox's own address inside one of its reply addresses; any other address as it is. */
export function withoutToken(address: string): string {
	return address.replace(/\+c\d{1,15}-[a-z2-7]{16}(?=@[^@]+$)/i, "");
}

function mac(conversationId: number): string {
	const key = createHmac("sha256", env().AUTH_SECRET).update("reply address").digest();
	return base32(createHmac("sha256", key).update(String(conversationId)).digest().subarray(0, macBytes));
}

/** RFC 4648 base32 in lower case, for a whole number of 5-byte groups: survives servers that fold the case. */
function base32(bytes: Buffer): string {
	const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
	return (bits.match(/.{5}/g) ?? []).map((group) => "abcdefghijklmnopqrstuvwxyz234567"[Number.parseInt(group, 2)]).join("");
}
