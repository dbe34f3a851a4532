import { currentUser } from "@/lib/auth/session";
import { parseId } from "@/lib/id-route";
import { listNotifications } from "@/lib/notifications/queries";

const mostAtOnce = 300;

/** The newest of whoever asks, or those before `?before=`; `?limit=` of them. */
export async function GET(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const query = new URL(request.url).searchParams;
	const limit = parseId(query.get("limit"));
	return Response.json(await listNotifications(user.id, parseId(query.get("before")) ?? undefined, Math.min(limit ?? 30, mostAtOnce)));
}
