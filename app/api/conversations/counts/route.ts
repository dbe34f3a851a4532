import { currentUser } from "@/lib/auth/session";
import { listCounts } from "@/lib/conversations/queries";

/** The numbers beside the tabs and filters of the list. */
export async function GET(): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	return Response.json(await listCounts(user.id), { headers: { "cache-control": "no-store" } });
}
