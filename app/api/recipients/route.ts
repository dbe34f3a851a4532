import { currentUser } from "@/lib/auth/session";
import type { Recipient } from "@/lib/customers/create";
import { searchCustomers } from "@/lib/search/customers";

const most = 8;

/** Customers that `q` may mean (any part of a name, email or phone), as people to write to. Answers `{ recipients }`. */
export async function GET(request: Request): Promise<Response> {
	if (!(await currentUser())) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const hits = await searchCustomers(new URL(request.url).searchParams.get("q") ?? "", most);
	const recipients: Recipient[] = hits.map(({ id, name, avatar, email, phone }) => ({ id, name, avatar, email, phone }));
	return Response.json({ recipients }, { headers: { "cache-control": "no-store" } });
}
