import { conversationsOfCustomer, customerPageSize } from "@/lib/conversations/of-customer";
import { customerRecord } from "@/lib/customers/record";
import { idRoute, parseId } from "@/lib/id-route";

const most = 200;

/** All that a customer's page shows, live: the record, and the newest conversations, as many as are `shown`. Answers `{ customer, conversations }`. */
export const GET = idRoute(async (id, query) => {
	const limit = Math.min(most, Math.max(customerPageSize, parseId(query.get("shown")) ?? 0));
	const [customer, conversations] = await Promise.all([customerRecord(id), conversationsOfCustomer(id, undefined, 0, limit)]);
	return customer && Response.json({ customer, conversations }, { headers: { "cache-control": "no-store" } });
});
