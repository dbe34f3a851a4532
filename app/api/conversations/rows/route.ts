import { currentUser } from "@/lib/auth/session";
import { parseListFilter } from "@/lib/conversations/filter";
import { listRows, rowsById } from "@/lib/conversations/queries";
import { parseId } from "@/lib/id-route";

const mostIds = 200;

/** Those of the conversations `ids` (1,2,3) that the filter shows, as rows of the list; with `any` wherever they are. */
export async function GET(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const query = new URL(request.url).searchParams;
	const ids = (query.get("ids") ?? "").split(",").map(parseId);
	if (ids.length > mostIds || !ids.every((id) => id !== null)) return Response.json({ error: "invalidInput" }, { status: 400 });
	const rows = query.has("any") ? await rowsById(user.id, ids) : await listRows(user.id, parseListFilter(query), ids);
	return Response.json({ rows }, { headers: { "cache-control": "no-store" } });
}
