import { idRoute } from "@/lib/id-route";
import { startChannels } from "@/lib/messages/schema";
import { offeredToCustomer } from "@/lib/translation/outbound";

/** Into which language what begins a conversation with a customer on `channel` may be translated. Answers `{ sendsIn }`. */
export const GET = idRoute(async (id, query) => {
	const channel = startChannels.find((name) => name === query.get("channel"));
	return channel ? Response.json({ sendsIn: await offeredToCustomer(id, channel) }, { headers: { "cache-control": "no-store" } }) : null;
});
