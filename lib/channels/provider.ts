import type { Channel, DeliveryStatus, MailAddress, MailServer } from "@/db/schema";

/** A webhook request as it came: the signature covers these bytes and this public URL (with its query). Header names in lower case. */
export type RawRequest = { url: string; headers: Record<string, string>; body: Buffer };

/** `ok`, or what to answer: 401 not signed by the provider (or too old), 400 not the provider's shape. */
export type Verdict = { ok: true; externalId: string } | { ok: false; status: 400 | 401; reason: string };

/** What a provider's webhook means to us. Fetching what it only names (raw mail, media) is part of parsing, and runs in a job. */
export type InboundEvent =
	| {
			kind: "mail";
			raw: Buffer;
			envelopeTo: string[];
			/** The inbox whose mailbox it lay in, where the door knows. */
			inboxId?: number;
			/** Set for what lay in a mailbox before we knew it: when it arrived there (ISO 8601). It is read already, and nobody is told of it. */
			history?: string;
	  }
	| {
			kind: "text";
			channel: Extract<Channel, "sms" | "whatsapp">;
			providerId: string;
			from: string;
			to: string;
			body: string;
			senderName: string | null;
			media: InboundFile[];
	  }
	| {
			kind: "receipt";
			providerId: string;
			/** The sending's idempotency key, where it could travel along (a tag, the callback's address): known even if the answer to sending was lost. */
			idempotencyKey: string | null;
			status: DeliveryStatus;
			/** The RFC 5322 Message-ID that the mail went out under, without angle brackets, when the provider tells. */
			rfcMessageId: string | null;
			errorCode: string | null;
			errorDetail: string | null;
	  }
	| { kind: "ignored"; reason: string };

export type InboundFile = { filename: string; contentType: string; content: Buffer } | { filename: string; contentType: string; skipped: string };

export type OutboundFile = { filename: string; contentType: string; content: Buffer; contentId: string | null };

export type SmtpAccount = MailServer & { password: string };

export type OutboundMessage = {
	messageId: number;
	channel: Channel;
	/** The same for every attempt of one sending. */
	idempotencyKey: string;
	/** Set when an earlier attempt may already have reached the provider: it is asked before anything is sent again. */
	attemptedAt: Date | null;
	from: { name: string; address: string };
	/** Everybody sees these, with their names. */
	to: MailAddress[];
	cc: MailAddress[];
	/** Nobody sees these. */
	bcc: string[];
	replyTo: string | null;
	subject: string | null;
	text: string;
	html: string | null;
	/** Message-IDs without angle brackets. */
	inReplyTo: string | null;
	references: string[];
	files: OutboundFile[];
	/** Written by no person (RFC 3834): marked so that no auto-responder answers it. */
	automatic?: boolean;
	/** In the place of `files`, for providers that fetch them: public addresses that soon expire. */
	mediaUrls: string[];
	/** The server that sends it, for an inbox that has its own. */
	smtp: SmtpAccount | null;
	/** Provider ids in this inbox that already belong to another message of ours. */
	isTaken: (providerId: string) => Promise<boolean>;
};

/** Error codes we know a sentence for (lib/i18n/messages, `delivery`). */
export const sendErrorCodes = [
	"invalidRecipient",
	"optedOut",
	"blocked",
	"unreachable",
	"filtered",
	"outsideWindow",
	"invalidSender",
	"tooLarge",
	"bounced",
	"unknownMailbox",
	"unknownDomain",
	"mailboxFull",
	"refusedByPolicy",
	"notInTime",
	"complained",
	"suppressed",
	"rateLimited",
	"credentials",
	"provider",
	"network",
	"unclear",
	"withdrawn",
] as const;
export type SendErrorCode = (typeof sendErrorCodes)[number];

/** What the provider calls it and, where we chose it ourselves, the Message-ID that it went out under, without angle brackets. */
export type Sent = {
	providerId: string;
	rfcMessageId?: string;
	/** Those of the recipients that the server refused while it took the mail for the others: for good, where `dead`. */
	refused?: { address: string; detail: string; dead: boolean }[];
};

/** A sending that the provider refused or that did not reach it. `retryable` ones are tried again by the job. */
export class SendError extends Error {
	constructor(
		readonly code: SendErrorCode,
		readonly detail: string,
		readonly retryable: boolean,
		/** Seconds the provider asked us to wait. */
		readonly retryAfter: number | null = null,
		/** The provider surely has nothing of it: another try needs not to ask what became of this one. */
		readonly nothingSent = false,
	) {
		super(`${code}: ${detail}`);
		this.name = "SendError";
	}
}

/** Whether an HTTP answer says that the request was not taken. The others come from a server that broke off at it, or from one in front that lost sight of it (RFC 9110 §15.6). */
export function isRefusal(status: number | null): boolean {
	return status !== null && (status === 503 || (status >= 400 && status < 500 && status !== 408));
}

/** `fetchesFiles`: the provider is told public addresses, and fetches the files from there itself. */
export type Capabilities = { html: boolean; attachments: number; maxBytes: number; segments: boolean; fetchesFiles: boolean };

export interface ChannelProvider {
	/** Constant-time signature check and replay window. Must not touch the network. */
	verify(request: RawRequest): Promise<Verdict>;
	/** Throws on what another try may mend (network); answers `ignored` for what means nothing to us. */
	parse(request: RawRequest): Promise<InboundEvent[]>;
	/** Throws SendError. */
	send(message: OutboundMessage): Promise<Sent>;
	capabilities: Capabilities;
}
