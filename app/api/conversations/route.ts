import { currentUser } from "@/lib/auth/session";
import { nextCursor, parseCursor } from "@/lib/conversations/cursor";
import { parseListFilter } from "@/lib/conversations/filter";
import { listConversations, pageSize } from "@/lib/conversations/queries";
import { parseId } from "@/lib/id-route";

const largestPage = 200;

/** A page of the list: a filter's query, with `cursor` (the `next` of the page before) and `limit`. Answers `{ rows, next }`. */
export async function GET(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const query = new URL(request.url).searchParams;
	const text = query.get("cursor");
	const cursor = text === null ? undefined : parseCursor(text);
	const limit = query.has("limit") ? parseId(query.get("limit")) : pageSize;
	if (cursor === null || limit === null || limit > largestPage) return Response.json({ error: "invalidInput" }, { status: 400 });
	const rows = await listConversations(user.id, parseListFilter(query), cursor, limit);
	return Response.json({ rows, next: nextCursor(rows, limit) }, { headers: { "cache-control": "no-store" } });
}
