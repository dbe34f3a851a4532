import "server-only";
import { json, type Reply, type Request } from "./http";
import { messageJson } from "./message-json";
import type { Sandbox } from "./sandbox";
import type { TextMessage } from "./state";
import { twilioError } from "./twilio-errors";

/** GET Messages.json: newest first, filtered by To, From and DateSent (=, < and >), in pages. */
export function listMessages(sandbox: Sandbox, request: Request): Reply {
	const size = Math.min(1000, Math.max(1, Number(request.query.get("PageSize") ?? 50) || 50));
	const page = Math.max(0, Number(request.query.get("Page") ?? 0) || 0);
	const wanted = filter(request.query);
	const all = [...sandbox.journal.state.texts.values()].filter(wanted).reverse();
	const start = page * size;
	const messages = all.slice(start, start + size);
	const uri = (index: number) => {
		const query = new URLSearchParams(request.query);
		query.set("PageSize", String(size));
		query.set("Page", String(index));
		return `${request.path}?${query}`;
	};
	return json({
		end: Math.max(start, start + messages.length - 1),
		first_page_uri: uri(0),
		messages: messages.map((text) => messageJson(sandbox, text)),
		next_page_uri: start + size < all.length ? uri(page + 1) : null,
		page,
		page_size: size,
		previous_page_uri: page > 0 ? uri(page - 1) : null,
		start,
		uri: uri(page),
	});
}

function filter(query: URLSearchParams): (text: TextMessage) => boolean {
	const [to, from] = [query.get("To"), query.get("From")];
	const [on, before, after] = [period(query.get("DateSent")), period(query.get("DateSent<")), period(query.get("DateSent>"))];
	return (text) => {
		// One still queued has no date_sent; it counts from when it was made, or a lost answer could never be looked up.
		const sent = Date.parse(text.sentAt ?? text.at);
		if ((to && text.to !== to) || (from && text.from !== from)) return false;
		if (on && (sent < on.begin || sent >= on.begin + 86_400_000)) return false;
		return !(before && sent > before.end) && !(after && sent < after.begin);
	};
}

/** A whole day when only a date is given; both ends are inclusive, at Twilio's resolution of one second. */
function period(value: string | null): { begin: number; end: number } | null {
	if (value === null || value === "") return null;
	const begin = Math.floor(Date.parse(value) / 1000) * 1000;
	if (Number.isNaN(begin)) throw twilioError(20001, "The date is not valid");
	return { begin, end: begin + (/^\d{4}-\d\d-\d\d$/.test(value) ? 86_399_999 : 999) };
}
