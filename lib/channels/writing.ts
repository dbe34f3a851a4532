import type { Channel } from "@/db/schema";

/** How one writes on a channel, whoever carries it: with formatting, subject and recipients, or as text that is paid for by the segment. */
export type Writing = { mail: boolean; segments: boolean };

export const writing: Record<Channel, Writing> = {
	email: { mail: true, segments: false },
	sms: { mail: false, segments: true },
	whatsapp: { mail: false, segments: false },
	chat: { mail: false, segments: false },
};
