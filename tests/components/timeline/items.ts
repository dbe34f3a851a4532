import type { TimelineEvent, TimelineMessage, TimelineNote } from "@/lib/timeline/queries";

const at = (id: number) => new Date(Date.UTC(2026, 0, 1) + id * 60_000).toISOString();

export function message(id: number, given: Partial<TimelineMessage> = {}): TimelineMessage {
	return {
		kind: "message",
		id,
		at: at(id),
		direction: "in",
		author: given.direction === "out" ? "operator" : "customer",
		userId: null,
		senderName: null,
		senderAddress: null,
		channel: "email",
		status: "received",
		automatic: false,
		text: `message ${id}`,
		quoted: null,
		mail: null,
		translation: null,
		errorCode: null,
		errorDetail: null,
		clientKey: null,
		files: [],
		...given,
	};
}

export function mail(id: number, subject: string, given: Partial<TimelineMessage> = {}, to = "support@example.com", cc: string[] = []): TimelineMessage {
	const people = (addresses: string[]) => addresses.map((address) => ({ name: "", address }));
	const addresses = { from: null, replyTo: [], to: people([to]), cc: people(cc), bcc: [] };
	return message(id, { mail: { subject, ...addresses, hasHtml: false, hasSource: true }, ...given });
}

export function note(id: number, given: Partial<TimelineNote> = {}): TimelineNote {
	return { kind: "note", id, at: at(id), userId: 1, automation: null, text: `note ${id}`, mentions: [], edited: false, clientKey: null, files: [], ...given };
}

export function event(id: number, given: Partial<TimelineEvent> = {}): TimelineEvent {
	return { kind: "event", id, at: at(id), type: "flagged", actorType: "user", actorId: 1, actorName: null, data: {}, ...given };
}
