import { conversationExists } from "@/lib/conversations/load";
import { sharedFiles } from "@/lib/conversations/shared-files";
import { idRoute, parseId } from "@/lib/id-route";

/** The files of a conversation's messages, newest first, from `before` (an id of a file) back. Answers `{ files, older }`. */
export const GET = idRoute(async (id, query) => {
	const before = query.has("before") ? parseId(query.get("before")) : undefined;
	if (before === null) return Response.json({ error: "invalidInput" }, { status: 400 });
	if (!(await conversationExists(id))) return null;
	return Response.json(await sharedFiles(id, before), { headers: { "cache-control": "no-store" } });
});
