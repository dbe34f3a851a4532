import { currentUser } from "@/lib/auth/session";
import { parseTemplateFilter } from "@/lib/templates/filter";
import { offeredTemplates } from "@/lib/templates/queries";

/** Templates for a message on `channel`, with `q` in them, those in `language` first. Answers `{ templates }`. */
export async function GET(request: Request): Promise<Response> {
	if (!(await currentUser())) return Response.json({ error: "notSignedIn" }, { status: 401 });
	const { text, channel, language } = parseTemplateFilter(new URL(request.url).searchParams);
	if (!channel) return Response.json({ error: "invalidInput" }, { status: 400 });
	return Response.json({ templates: await offeredTemplates(text, channel, language) }, { headers: { "cache-control": "no-store" } });
}
