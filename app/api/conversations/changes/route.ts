import { currentUser } from "@/lib/auth/session";
import { changesSince, parseAsOf } from "@/lib/conversations/changes";

/** What became different `since` (an `asOf` of before): for a list that was away for a while. */
export async function GET(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const since = parseAsOf(new URL(request.url).searchParams.get("since"));
	if (!since) return Response.json({ error: "invalidInput" }, { status: 400 });
	return Response.json(await changesSince(user.id, since), { headers: { "cache-control": "no-store" } });
}
