import { currentUser } from "@/lib/auth/session";
import { listViews } from "@/lib/views/queries";

/** The saved views of whoever asks, with their numbers. */
export async function GET(): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	return Response.json({ views: await listViews(user.id) }, { headers: { "cache-control": "no-store" } });
}
