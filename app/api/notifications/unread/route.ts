import { currentUser } from "@/lib/auth/session";
import { unreadNotifications } from "@/lib/notifications/queries";

export async function GET(): Promise<Response> {
	const user = await currentUser();
	return user ? Response.json(await unreadNotifications(user.id)) : Response.json({ error: "notSignedIn" }, { status: 401 });
}
