import { currentUser } from "@/lib/auth/session";
import { authenticateSocket, authorizeChannel } from "@/lib/realtime/publish";

/** Called by pusher-js: with a channel to listen to it, without one to say whose socket it is. */
export async function POST(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const form = new URLSearchParams(await request.text());
	const socketId = form.get("socket_id") ?? "";
	const channel = form.get("channel_name");
	const signed = channel === null ? authenticateSocket(socketId, user.handle) : authorizeChannel(socketId, channel, user);
	if (signed === null) return Response.json({ error: "notAllowed" }, { status: 403 });
	return new Response(signed, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}
