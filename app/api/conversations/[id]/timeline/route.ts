import { conversationExists } from "@/lib/conversations/load";
import { idRoute, parseId } from "@/lib/id-route";
import { waitingIn } from "@/lib/messages/waiting";
import { timelineAfter, timelineAround, timelineChanges, timelinePage } from "@/lib/timeline/queries";

/** `?before=ID`: the page of history before it; `?from=ID`: the one that follows it; `?around=ID`: the one it stands in. `?after=ID&changed=ID,ID`: what came since, and those messages as they are now. */
export const GET = idRoute(async (id, query) => {
	if (!(await conversationExists(id))) return null;
	if (query.has("after")) {
		const changed = (query.get("changed") ?? "").split(",").slice(0, 200);
		// First: what becomes a message meanwhile is then in both, which the client sees, and never in neither.
		const waiting = await waitingIn(id);
		const items = await timelineChanges(
			id,
			parseId(query.get("after")) ?? 0,
			changed.flatMap((text) => parseId(text) ?? []),
		);
		return Response.json({ items, waiting });
	}
	if (query.has("from")) {
		const from = parseId(query.get("from"));
		return from ? Response.json(await timelineAfter(id, from)) : null;
	}
	if (query.has("around")) {
		const around = parseId(query.get("around"));
		return around ? Response.json(await timelineAround(id, around)) : null;
	}
	const before = parseId(query.get("before"));
	if (query.has("before") && !before) return null;
	const waiting = before ? [] : await waitingIn(id);
	return Response.json({ ...(await timelinePage(id, before ?? undefined)), waiting });
});
