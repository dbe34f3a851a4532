import { reply } from "@/lib/messages/actions";
import type { TypedAddress } from "./addresses";
import type { Letter, Outcome } from "./outbox";

/** Hands an answer to the server. Throws when nobody answers. */
export async function postReply(conversationId: number, { clientKey, draft, how, revisions, mail }: Letter): Promise<Outcome> {
	const { kind, messageId, replyTo } = draft;
	const { translated, mentions: _, ...sending } = how;
	const { text, html } = translated ?? draft;
	const result = await reply({
		conversationId,
		clientKey,
		text,
		html: mail ? html : null,
		written: translated
			? { text: draft.text, html: mail ? draft.html : null, language: translated.language, sentIn: translated.sentIn, provider: translated.provider }
			: null,
		kind: mail ? kind : "reply",
		messageId: mail ? messageId : null,
		to: kind === "forward" ? complete(draft.to) : [],
		cc: complete(draft.cc),
		bcc: complete(draft.bcc),
		replyTo,
		attachmentIds: draft.attachmentIds,
		revisions,
		...sending,
	});
	if (!result.ok) return { refused: result.error };
	return result.data.state === "answered" ? { answered: result.data.by } : { sent: true };
}

const complete = (entries: TypedAddress[]) => entries.flatMap((entry) => entry.address ?? []);
