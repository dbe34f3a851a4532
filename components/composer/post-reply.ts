import { reply } from "@/lib/messages/actions";
import type { TypedAddress } from "./addresses";
import type { Letter, Outcome } from "./outbox";

/** Hands an answer to the server. Throws when nobody answers. */
export async function postReply(conversationId: number, { clientKey, draft, how, revision }: Letter, mail: boolean): Promise<Outcome> {
	const { kind, messageId, replyTo, text } = draft;
	const result = await reply({
		conversationId,
		clientKey,
		text,
		html: mail ? draft.html : null,
		kind: mail ? kind : "reply",
		messageId: mail ? messageId : null,
		to: kind === "forward" ? complete(draft.to) : [],
		cc: complete(draft.cc),
		bcc: complete(draft.bcc),
		replyTo,
		draft: revision,
		...how,
	});
	if (!result.ok) return { refused: result.error };
	return result.data.state === "answered" ? { answered: result.data.by } : { sent: true };
}

const complete = (entries: TypedAddress[]) => entries.flatMap((entry) => entry.address ?? []);
