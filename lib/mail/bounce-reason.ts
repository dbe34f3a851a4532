import type { SendErrorCode } from "@/lib/channels/provider";

/** By the subject and detail of an enhanced status code (RFC 3463), the first that fits. */
const reasons: [RegExp, SendErrorCode][] = [
	[/^\d\.1\.(?:2|10)$|^\d\.4\.4$/, "unknownDomain"],
	[/^\d\.1\.\d+$|^\d\.2\.1$/, "unknownMailbox"],
	[/^\d\.2\.2$/, "mailboxFull"],
	[/^\d\.2\.3$|^\d\.3\.4$/, "tooLarge"],
	[/^\d\.7\.\d+$/, "refusedByPolicy"],
	[/^\d\.4\.\d+$/, "notInTime"],
];

/** What a returned mail's status code means, as a code that there is a sentence for. */
export function bounceReason(status: string | null): SendErrorCode {
	return reasons.find(([pattern]) => pattern.test(status ?? ""))?.[1] ?? "bounced";
}

/** Nothing will ever arrive there: as opposed to a full mailbox, or a mail that was refused. */
export function isDeadAddress(code: string | null): boolean {
	return ["unknownMailbox", "unknownDomain", "bounced", "complained", "suppressed"].includes(code ?? "");
}
