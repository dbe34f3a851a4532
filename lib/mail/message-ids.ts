/** A mail with thousands of references is an attack or a loop: threading needs the newest ones. */
const maxIds = 100;
/** RFC 5322 §2.1.1: no line is longer. */
const maxLength = 998;

/**
 * The ids of an In-Reply-To or References header, in order, without angle brackets and repetitions. Takes what real clients write:
 * commas, several `@`, no brackets at all, sentences around the id (RFC 5322 §3.6.4 allows none of it).
 */
export function messageIds(header: string | null | undefined): string[] {
	if (!header) return [];
	const bracketed = Array.from(header.matchAll(/<([^<>]{0,2000})>/g), (match) => match[1] ?? "");
	const found = header.includes("<") ? bracketed : header.split(/[\s,]+/);
	const ids = found.map((id) => id.replace(/\s+/g, "")).filter((id) => id !== "" && id.length <= maxLength);
	return [...new Set(ids)].slice(-maxIds);
}

/** The id of a Message-ID header, or null when there is none worth the name. */
export function messageId(header: string | null | undefined): string | null {
	return messageIds(header)[0] ?? null;
}
