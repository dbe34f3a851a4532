import { currentUser } from "@/lib/auth/session";
import { parseId } from "@/lib/id-route";
import { templateValues } from "@/lib/templates/values";

/** What the variables stand for in `?conversation=`, or for `?customer=`. Answers `{ values }`. */
export async function GET(request: Request): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const query = new URL(request.url).searchParams;
	const values = await templateValues({ conversationId: parseId(query.get("conversation")), customerId: parseId(query.get("customer")) }, user.id);
	if (!values) return Response.json({ error: "notFound" }, { status: 404 });
	return Response.json({ values }, { headers: { "cache-control": "no-store" } });
}
