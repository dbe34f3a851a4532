import { conversationDetails } from "@/lib/conversations/details";
import { idRoute } from "@/lib/id-route";
import { replyRecipients } from "@/lib/messages/recipients";
import { offeredLanguage } from "@/lib/translation/outbound";

export const GET = idRoute(async (id, _query, user) => {
	const [details, recipients, sendsIn] = await Promise.all([conversationDetails(id), replyRecipients(id, user.id), offeredLanguage(id)]);
	return details && Response.json({ details, recipients, sendsIn });
});
