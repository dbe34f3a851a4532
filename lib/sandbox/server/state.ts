import "server-only";

export type StoredFile = { filename: string; contentType: string; contentId: string | null; size: number; base64: string | null };

export const mailEvents = ["queued", "sent", "delivered", "bounced", "complained", "suppressed"] as const;
export type MailEvent = (typeof mailEvents)[number];

/** A mail that was given to Resend's stand-in to send. Message-IDs keep their angle brackets. */
export type SentMail = {
	id: string;
	messageId: string;
	at: string;
	from: string;
	to: string[];
	cc: string[];
	bcc: string[];
	replyTo: string[];
	subject: string;
	html: string | null;
	text: string | null;
	headers: Record<string, string>;
	tags: Record<string, string>;
	files: StoredFile[];
	lastEvent: MailEvent;
};

export type ReceivedFile = { id: string; filename: string | null; contentType: string; disposition: string | null; contentId: string | null; size: number };

/** A mail that a customer wrote. `raw` is its RFC 5322 source in base64; the rest was read out of it when it came. */
export type ReceivedMail = {
	id: string;
	messageId: string;
	at: string;
	raw: string;
	from: string;
	to: string[];
	cc: string[];
	replyTo: string[];
	receivedFor: string[];
	subject: string;
	html: string | null;
	text: string | null;
	headers: Record<string, string>;
	files: ReceivedFile[];
};

export const textStatuses = ["queued", "sent", "delivered", "undelivered", "failed", "received"] as const;
export type TextStatus = (typeof textStatuses)[number];

export type Media = { sid: string; contentType: string; filename: string; url: string | null; base64: string | null };

export type TextMessage = {
	sid: string;
	at: string;
	sentAt: string | null;
	updatedAt: string;
	direction: "inbound" | "outbound-api";
	from: string;
	to: string;
	body: string;
	status: TextStatus;
	errorCode: number | null;
	media: Media[];
	statusCallback: string | null;
	messagingServiceSid: string | null;
	senderName: string | null;
};

export type Attempt = { at: string; status: number | null; error: string | null; ms: number };

/** One webhook, with every attempt to deliver it. */
export type Delivery = {
	id: string;
	provider: "resend" | "twilio";
	event: string;
	/** The mail's id or the message's SID. */
	subject: string;
	url: string;
	contentType: string;
	body: string;
	at: string;
	state: "pending" | "delivered" | "given up";
	attempts: Attempt[];
};

export type UsedKey = { key: string; hash: string; ids: string[]; at: string };

/** What the journal holds, one entry a line. What belongs together is one entry: a torn line takes all of it or nothing. */
export type Entry =
	| { type: "mails.sent"; mails: SentMail[]; key: UsedKey | null }
	| { type: "mail.event"; id: string; event: MailEvent; delivery: Delivery }
	| { type: "mail.received"; mail: ReceivedMail; delivery: Delivery }
	| { type: "text.created"; text: TextMessage; delivery: Delivery | null }
	| { type: "text.media"; sid: string; media: Media[] }
	| { type: "text.status"; sid: string; status: TextStatus; errorCode: number | null; at: string; delivery: Delivery | null }
	| { type: "delivery.attempt"; id: string; attempt: Attempt; state: Delivery["state"] };

export type State = {
	sent: Map<string, SentMail>;
	received: Map<string, ReceivedMail>;
	texts: Map<string, TextMessage>;
	deliveries: Map<string, Delivery>;
	keys: Map<string, UsedKey>;
	/** `customer number|our number` of whom wrote STOP and not START since. */
	optedOut: Set<string>;
};

export const emptyState = (): State => ({
	sent: new Map(),
	received: new Map(),
	texts: new Map(),
	deliveries: new Map(),
	keys: new Map(),
	optedOut: new Set(),
});

/** Applies one entry, when it happens and again at every start. */
export function apply(state: State, entry: Entry): void {
	if ("delivery" in entry && entry.delivery) state.deliveries.set(entry.delivery.id, entry.delivery);
	switch (entry.type) {
		case "mails.sent":
			for (const mail of entry.mails) state.sent.set(mail.id, mail);
			if (entry.key) state.keys.set(entry.key.key, entry.key);
			break;
		case "mail.event":
			update(state.sent, entry.id, (mail) => ({ ...mail, lastEvent: entry.event }));
			break;
		case "mail.received":
			state.received.set(entry.mail.id, entry.mail);
			break;
		case "text.created":
			state.texts.set(entry.text.sid, entry.text);
			applyOptOut(state, entry.text);
			break;
		case "text.media":
			update(state.texts, entry.sid, (text) => ({ ...text, media: entry.media }));
			break;
		case "text.status": {
			const { status, errorCode, at } = entry;
			update(state.texts, entry.sid, (text) => ({ ...text, status, errorCode, updatedAt: at, sentAt: text.sentAt ?? (status === "sent" ? at : null) }));
			break;
		}
		case "delivery.attempt":
			update(state.deliveries, entry.id, (delivery) => ({ ...delivery, state: entry.state, attempts: [...delivery.attempts, entry.attempt] }));
	}
}

function update<T>(map: Map<string, T>, key: string, change: (value: T) => T): void {
	const value = map.get(key);
	if (value !== undefined) map.set(key, change(value));
}

/** Twilio's default keywords, matched on the whole message. https://help.twilio.com/articles/223134027 */
const stopWords = new Set(["stop", "stopall", "unsubscribe", "cancel", "end", "quit"]);
const startWords = new Set(["start", "yes", "unstop"]);

export function optOutType(text: Pick<TextMessage, "direction" | "from" | "body">): "STOP" | "START" | null {
	if (text.direction !== "inbound" || text.from.startsWith("whatsapp:")) return null;
	const word = text.body.trim().toLowerCase();
	return stopWords.has(word) ? "STOP" : startWords.has(word) ? "START" : null;
}

function applyOptOut(state: State, text: TextMessage): void {
	const type = optOutType(text);
	if (type === "STOP") state.optedOut.add(`${text.from}|${text.to}`);
	if (type === "START") state.optedOut.delete(`${text.from}|${text.to}`);
}
