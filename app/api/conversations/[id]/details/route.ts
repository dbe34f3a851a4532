import { conversationDetails } from "@/lib/conversations/details";
import { idRoute } from "@/lib/id-route";
import { replyRecipients } from "@/lib/messages/recipients";

export const GET = idRoute(async (id, _query, user) => {
	const [details, recipients] = await Promise.all([conversationDetails(id), replyRecipients(id, user.id)]);
	return details && Response.json({ details, recipients });
});
