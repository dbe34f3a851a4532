import { currentUser } from "@/lib/auth/session";
import { whatGoes } from "@/lib/conversations/what-goes";
import { parseId } from "@/lib/id-route";

const mostIds = 1000;

/** What deleting the conversations `ids` (1,2,3) would take away. */
export async function GET(request: Request): Promise<Response> {
	if (!(await currentUser())) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const ids = (new URL(request.url).searchParams.get("ids") ?? "").split(",").map(parseId);
	if (ids.length > mostIds || !ids.every((id) => id !== null)) return Response.json({ error: "invalidInput" }, { status: 400 });
	return Response.json(await whatGoes(ids), { headers: { "cache-control": "no-store" } });
}
