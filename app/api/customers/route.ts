import { currentUser } from "@/lib/auth/session";
import type { Recipient } from "@/lib/customers/create";
import { shownIdentity } from "@/lib/customers/identity";
import { searchCustomers } from "@/lib/search/customers";

const most = 8;

/** Whom `q` may mean (any part of a name, email or phone), as people to write to. Answers `{ customers }`. */
export async function GET(request: Request): Promise<Response> {
	if (!(await currentUser())) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const hits = await searchCustomers(new URL(request.url).searchParams.get("q") ?? "", most);
	const customers: Recipient[] = hits.map(({ id, name, email, phone }) => ({ id, name, email, phone: phone && shownIdentity("phone", phone) }));
	return Response.json({ customers }, { headers: { "cache-control": "no-store" } });
}
