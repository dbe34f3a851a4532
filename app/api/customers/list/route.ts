import { currentUser } from "@/lib/auth/session";
import { parseCustomerCursor, parseCustomerFilter } from "@/lib/customers/filter";
import { countCustomers, customerPageSize, customerRows, listCustomers } from "@/lib/customers/list";
import { parseId } from "@/lib/id-route";

const largestPage = 200;

/** A page of the customers: a filter's query, with `cursor` and `limit`; or with `ids`, those. Answers `{ rows, next }`; with `count`, how many there are too. */
export async function GET(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const query = new URL(request.url).searchParams;
	const [page, count] = await Promise.all([
		query.has("ids") ? rowsOf(query.get("ids") ?? "") : pageOf(query),
		query.has("count") ? countCustomers() : undefined,
	]);
	if (!page) return Response.json({ error: "invalidInput" }, { status: 400 });
	return Response.json({ ...page, count }, { headers: { "cache-control": "no-store" } });
}

async function pageOf(query: URLSearchParams) {
	const filter = parseCustomerFilter(query);
	const text = query.get("cursor");
	const cursor = text === null ? undefined : parseCustomerCursor(text, filter.sort);
	const limit = query.has("limit") ? parseId(query.get("limit")) : customerPageSize;
	return cursor === null || limit === null || limit > largestPage ? null : listCustomers(filter, cursor, limit);
}

async function rowsOf(text: string) {
	const ids = text ? text.split(",").map(parseId) : [];
	return ids.length > largestPage || ids.includes(null) ? null : { rows: await customerRows(ids.flatMap((id) => id ?? [])), next: null };
}
