/** The address of a conversation with what led to it: the search, and the message to open it at. */
export function hitAddress(conversation: string, text: string, messageId?: number): string {
	const [path = "", query] = conversation.split("?");
	const params = new URLSearchParams(query);
	params.set("q", text);
	if (messageId !== undefined) params.set("at", String(messageId));
	return `${path}?${params}`;
}

/** The same page with another search; without one when there is no text. */
export function searchAddress(path: string, query: string, text: string): string {
	const params = new URLSearchParams(query);
	if (text) params.set("q", text);
	else params.delete("q");
	const next = params.toString();
	return next ? `${path}?${next}` : path;
}
