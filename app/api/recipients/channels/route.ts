import { currentUser } from "@/lib/auth/session";
import { startOptions } from "@/lib/messages/start-options";

/** On which channels one can write to a customer first, and where their answers may go. */
export async function GET(): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	return Response.json(await startOptions(user.id), { headers: { "cache-control": "no-store" } });
}
