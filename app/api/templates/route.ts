import { currentUser } from "@/lib/auth/session";
import { requestLanguage } from "@/lib/i18n/request";
import { parseId } from "@/lib/id-route";
import { parseTemplateFilter } from "@/lib/templates/filter";
import { offeredTemplates, spokenBy } from "@/lib/templates/queries";

/** Templates for a message on `channel`, with `q` in them, those in `language` first, or in what `customer` speaks, or in the reader's own. Answers `{ templates }`. */
export async function GET(request: Request): Promise<Response> {
	if (!(await currentUser())) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const query = new URL(request.url).searchParams;
	const { text, channel, language } = parseTemplateFilter(query);
	if (!channel) return Response.json({ error: "invalidInput" }, { status: 400 });
	const customerId = parseId(query.get("customer"));
	const first = language ?? (customerId && (await spokenBy(customerId))) ?? (await requestLanguage());
	return Response.json({ templates: await offeredTemplates(text, channel, first || null) }, { headers: { "cache-control": "no-store" } });
}
