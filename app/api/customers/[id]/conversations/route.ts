import { parseCursor } from "@/lib/conversations/cursor";
import { conversationsOfCustomer } from "@/lib/conversations/of-customer";
import { idRoute } from "@/lib/id-route";

/** The customer's conversations, newest activity first, after `cursor`. Answers `{ rows, next }`. */
export const GET = idRoute(async (id, query) => {
	const text = query.get("cursor");
	const cursor = text === null ? undefined : parseCursor(text);
	if (cursor === null) return Response.json({ error: "invalidInput" }, { status: 400 });
	return Response.json(await conversationsOfCustomer(id, cursor), { headers: { "cache-control": "no-store" } });
});
