import { undeliverableOf } from "@/lib/customers/undeliverable";
import { idRoute } from "@/lib/id-route";
import { startChannels } from "@/lib/messages/schema";
import { offeredToCustomer } from "@/lib/translation/outbound";

/**
 * What is good to know before one begins a conversation with a customer on `channel`: into which language it may be translated, and whether what
 * goes there comes back. Answers `{ sendsIn, undeliverable }`.
 */
export const GET = idRoute(async (id, query) => {
	const channel = startChannels.find((name) => name === query.get("channel"));
	if (!channel) return null;
	const [sendsIn, undeliverable] = await Promise.all([offeredToCustomer(id, channel), channel === "email" ? undeliverableOf(id) : []]);
	return Response.json({ sendsIn, undeliverable }, { headers: { "cache-control": "no-store" } });
});
