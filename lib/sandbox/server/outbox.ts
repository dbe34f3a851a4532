import "server-only";
import { bareAddress } from "./parse-mail";
import type { ReceivedMail, SentMail, State, TextMessage } from "./state";

export type OutboxFile = { index: number; filename: string; content_type: string; content_id: string | null; size: number };

/** One mail or text as the customer has it: `received` from us, or `sent` to us. Message-IDs with their angle brackets. */
export type OutboxItem = {
	id: string;
	channel: "email" | "sms" | "whatsapp";
	direction: "received" | "sent";
	at: string;
	from: string;
	to: string[];
	cc: string[];
	subject: string | null;
	html: string | null;
	text: string;
	message_id: string | null;
	in_reply_to: string | null;
	references: string[];
	reply_to: string[];
	headers: Record<string, string>;
	status: string;
	error_code: number | null;
	files: OutboxFile[];
};

/** All that an address or number received from us and sent to us, newest last. */
export function outbox(state: State, address: string): OutboxItem[] {
	const mine = address.trim().toLowerCase();
	const isMine = (line: string) => bareAddress(line) === mine;
	const sent = [...state.sent.values()].filter((mail) => [...mail.to, ...mail.cc, ...mail.bcc].some(isMine));
	const written = [...state.received.values()].filter((mail) => isMine(mail.from));
	const texts = [...state.texts.values()].filter((text) => bareNumber(text.direction === "inbound" ? text.from : text.to) === bareNumber(mine));
	return [...sent.map(fromSent), ...written.map(fromReceived), ...texts.map(fromText)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export function outboxItem(state: State, id: string): OutboxItem | null {
	const [sent, written, text] = [state.sent.get(id), state.received.get(id), state.texts.get(id)];
	return (sent && fromSent(sent)) ?? (written && fromReceived(written)) ?? (text && fromText(text)) ?? null;
}

export const bareNumber = (address: string) => address.replace(/^whatsapp:/, "");

function fromSent(mail: SentMail): OutboxItem {
	return {
		...mailPart(mail),
		direction: "received",
		message_id: mail.messageId,
		html: mail.html,
		status: mail.lastEvent,
		files: mail.files.map((file, index) => ({ index, filename: file.filename, content_type: file.contentType, content_id: file.contentId, size: file.size })),
	};
}

function fromReceived(mail: ReceivedMail): OutboxItem {
	return {
		...mailPart(mail),
		direction: "sent",
		message_id: mail.messageId || null,
		html: mail.html,
		status: "received",
		files: mail.files.map((file, index) => ({
			index,
			filename: file.filename ?? "attachment",
			content_type: file.contentType,
			content_id: file.contentId,
			size: file.size,
		})),
	};
}

function mailPart(mail: SentMail | ReceivedMail) {
	const header = (name: string) => Object.entries(mail.headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
	return {
		id: mail.id,
		channel: "email" as const,
		at: mail.at,
		from: mail.from,
		to: mail.to,
		cc: mail.cc,
		subject: mail.subject,
		text: mail.text ?? "",
		in_reply_to: header("in-reply-to"),
		references:
			header("references")
				?.match(/<[^<>]+>/g)
				?.map(String) ?? [],
		reply_to: mail.replyTo,
		headers: mail.headers,
		error_code: null,
	};
}

function fromText(text: TextMessage): OutboxItem {
	return {
		id: text.sid,
		channel: text.to.startsWith("whatsapp:") ? "whatsapp" : "sms",
		direction: text.direction === "inbound" ? "sent" : "received",
		at: text.at,
		from: bareNumber(text.from),
		to: [bareNumber(text.to)],
		cc: [],
		subject: null,
		html: null,
		text: text.body,
		message_id: null,
		in_reply_to: null,
		references: [],
		reply_to: [],
		headers: {},
		status: text.status,
		error_code: text.errorCode,
		files: text.media.map((item, index) => ({
			index,
			filename: item.filename,
			content_type: item.contentType,
			content_id: null,
			size: item.base64 ? Buffer.byteLength(item.base64, "base64") : 0,
		})),
	};
}
