import type { ConversationDetails } from "@/lib/conversations/details";
import type { Draft } from "@/lib/drafts/queries";
import type { Answering, Recipients } from "@/lib/messages/recipients";
import type { SourceView } from "@/lib/messages/source-view";
import type { WaitingItem } from "@/lib/messages/waiting";
import type { TimelineAround, TimelineItem, TimelinePage } from "@/lib/timeline/queries";

/** What the server says of a conversation, beside its timeline. */
export type Card = {
	details: ConversationDetails;
	recipients: Recipients | null /** Into which language an answer may be translated. */;
	sendsIn: string | null;
};

/** What the chat asks the server; every call throws when the answer is not a good one. */
export type TimelineApi = {
	newest(conversationId: number): Promise<TimelinePage & { waiting: WaitingItem[] }>;
	before(conversationId: number, id: number): Promise<TimelinePage>;
	from(conversationId: number, id: number): Promise<Pick<TimelineAround, "items" | "newer">>;
	around(conversationId: number, id: number): Promise<TimelineAround>;
	changes(conversationId: number, after: number, changed: number[]): Promise<{ items: TimelineItem[]; waiting: WaitingItem[] }>;
};

export const timelineApi: TimelineApi = {
	newest: (conversationId) => get(`/api/conversations/${conversationId}/timeline`),
	before: (conversationId, id) => get(`/api/conversations/${conversationId}/timeline?before=${id}`),
	from: (conversationId, id) => get(`/api/conversations/${conversationId}/timeline?from=${id}`),
	around: (conversationId, id) => get(`/api/conversations/${conversationId}/timeline?around=${id}`),
	changes: (conversationId, after, changed) => get(`/api/conversations/${conversationId}/timeline?after=${after}&changed=${changed.join(",")}`),
};

export const fetchDrafts = async (conversationId: number) => (await get<{ drafts: Draft[] }>(`/api/conversations/${conversationId}/drafts`)).drafts;
export const fetchSource = (messageId: number) => get<SourceView>(`/api/messages/${messageId}/source/view`);
export const fetchRecipients = (conversationId: number, { kind, messageId }: Answering) =>
	get<Recipients>(`/api/conversations/${conversationId}/recipients?kind=${kind}${messageId ? `&message=${messageId}` : ""}`);

/** Null when the conversation is not there any more. */
export async function fetchCard(conversationId: number): Promise<Card | null> {
	return get<Card>(`/api/conversations/${conversationId}/details`).catch((error) => {
		if (error instanceof NotFound) return null;
		throw error;
	});
}

class NotFound extends Error {}

async function get<T>(address: string): Promise<T> {
	const response = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(15_000) });
	if (response.status === 404) throw new NotFound(address);
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	return response.json();
}
