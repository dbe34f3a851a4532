import { currentUser } from "@/lib/auth/session";
import { listTags } from "@/lib/customers/list";

/** What customers are called by: to choose from. */
export async function GET(): Promise<Response> {
	const user = await currentUser();
	return user ? Response.json(await listTags(), { headers: { "cache-control": "no-store" } }) : Response.json({ error: "notSignedIn" }, { status: 401 });
}
