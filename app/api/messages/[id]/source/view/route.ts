import { idRoute } from "@/lib/id-route";
import { mailSource } from "@/lib/messages/queries";
import { sourceView } from "@/lib/messages/source-view";

/** A mail's headers and the beginning of its source, as JSON: text that the page shows as text. */
export const GET = idRoute(async (id) => {
	const mail = await mailSource(id);
	return mail && Response.json(await sourceView(mail.rawKey), { headers: { "cache-control": "private, max-age=3600" } });
});
