import { currentUser } from "@/lib/auth/session";
import { parseId } from "@/lib/id-route";
import { searchCustomers } from "@/lib/search/customers";
import { longestSearch, parseSearch, searchText } from "@/lib/search/parse";
import { searchMessages } from "@/lib/search/queries";

/** What `q` finds, newest first; `before` (the `olderId` of the page before) goes on from there, without customers. Answers `{ messages, customers }`. */
export async function GET(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const params = new URL(request.url).searchParams;
	const before = params.has("before") ? parseId(params.get("before")) : undefined;
	if (before === null) return Response.json({ error: "invalidInput" }, { status: 400 });
	const query = parseSearch((params.get("q") ?? "").slice(0, longestSearch));
	const [messages, customers] = await Promise.all([
		searchMessages(user.id, query, { beforeId: before }),
		before === undefined ? searchCustomers(searchText(query)) : [],
	]);
	return Response.json({ messages, customers }, { headers: { "cache-control": "no-store" } });
}
