import { idRoute } from "@/lib/id-route";
import { waitedFor } from "@/lib/messages/waiting";

/** What has become of something that the asking user sent and that waited. */
export const GET = idRoute(async (id, _query, user) => {
	const waited = await waitedFor(id, user.id);
	return waited && Response.json(waited, { headers: { "cache-control": "no-store" } });
});
