import { idRoute, parseId } from "@/lib/id-route";
import { answerKind, replyRecipients } from "@/lib/messages/recipients";

/** `?kind=reply|replyAll|forward&message=ID`: whom that answer would go to. */
export const GET = idRoute(async (id, query, user) => {
	const recipients = await replyRecipients(id, user.id, { kind: answerKind(query.get("kind")), messageId: parseId(query.get("message")) });
	return recipients && Response.json(recipients);
});
