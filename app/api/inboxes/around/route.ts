import { currentUser } from "@/lib/auth/session";
import { requestLanguage } from "@/lib/i18n/request";
import { aroundList } from "@/lib/inboxes/around";

/** Who works here, which inboxes there are, and whether mail may be missing. Answers `{ users, inboxes, warning }`. */
export async function GET(): Promise<Response> {
	const user = await currentUser();
	if (!user) return Response.json({ error: "notSignedIn" }, { status: 401 });
	return Response.json(await aroundList(await requestLanguage()), { headers: { "cache-control": "no-store" } });
}
