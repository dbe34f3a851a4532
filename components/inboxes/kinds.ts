/** What can be connected, in the order in which it is offered. */
export const inboxKinds = ["mailbox", "resend", "sms", "whatsapp"] as const;
export type InboxKind = (typeof inboxKinds)[number];

export const kindOf = ({ channel, provider }: { channel: string; provider: string }): InboxKind =>
	provider === "mailbox" ? "mailbox" : channel === "sms" ? "sms" : channel === "whatsapp" ? "whatsapp" : "resend";
