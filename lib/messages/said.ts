import "server-only";
import type { Channel, Message } from "@/db/schema";
import { picturesIn, withContentIds } from "@/lib/attachments/pictures-in";
import { writing } from "@/lib/channels/writing";
import { DomainError } from "@/lib/errors";
import { outgoingHtml } from "@/lib/mail/outgoing";
import { writtenToText } from "@/lib/mail/to-text";

/** What was written: its HTML, where there are formats, and its words as the browser says them. */
export type Said = { text: string; html: string | null };

/** In words alone: of mail with formats, what its HTML says, whatever the browser made of it. */
export function saidText({ text, html }: Said, channel: Channel): string {
	const sent = html && writing[channel].mail ? outgoingHtml(withContentIds(html)) : null;
	return cleanText(sent ? writtenToText(sent) : text);
}

/** Throws emptyMessage when nothing is left of it, and no file goes along either. */
export function requireWords({ attachmentIds = [], ...said }: Said & { attachmentIds?: number[] }, channel: Channel): void {
	const pictures = writing[channel].mail ? picturesIn(said.html) : [];
	if (!saidText(said, channel) && attachmentIds.length === 0 && pictures.length === 0) throw new DomainError("emptyMessage");
}

/** Whether a message is what was written: without its signature, and what it quotes or passes on. */
export function saysTheSame({ body, visibleLength, channel }: Pick<Message, "body" | "visibleLength" | "channel">, said: Said): boolean {
	return body.slice(0, visibleLength ?? undefined) === saidText(said, channel);
}

export const cleanText = (written: string) => written.replaceAll("\0", "").toWellFormed().trim();
