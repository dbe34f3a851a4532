import "server-only";
import type { Provider, WebhookProvider } from "@/db/schema";
import { imap } from "./imap";
import { mime } from "./mime";
import { type ChannelProvider, SendError } from "./provider";
import { resend } from "./resend";
import { smtp } from "./smtp";
import { twilioProvider } from "./twilio";

/** Who may post webhooks to us. */
export const inbound: Record<WebhookProvider, Pick<ChannelProvider, "verify" | "parse">> = { resend, twilio: twilioProvider, mime, imap };

const none: Pick<ChannelProvider, "send" | "capabilities"> = {
	capabilities: { html: false, attachments: 0, maxBytes: 0, segments: false, fetchesFiles: false },
	async send() {
		throw new SendError("credentials", "this inbox is connected to no provider", false);
	},
};

/** Who carries an inbox's messages to the outside. */
export const outbound: Record<Provider, Pick<ChannelProvider, "send" | "capabilities">> = { resend, twilio: twilioProvider, mailbox: smtp, none };
