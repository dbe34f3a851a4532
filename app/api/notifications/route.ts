import { currentUser } from "@/lib/auth/session";
import { parseId } from "@/lib/id-route";
import { listNotifications } from "@/lib/notifications/queries";

/** The newest of whoever asks, or those before `?before=`. */
export async function GET(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const before = parseId(new URL(request.url).searchParams.get("before"));
	return Response.json(await listNotifications(user.id, before ?? undefined));
}
