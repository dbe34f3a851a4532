import "server-only";
import { json, type Reply, type Request } from "./http";
import { sid } from "./ids";
import { messageJson } from "./message-json";
import type { Sandbox } from "./sandbox";
import type { TextMessage } from "./state";
import { magicRecipients, magicSenders, refusalMessage, twilioError } from "./twilio-errors";
import { statusDelivery } from "./webhooks";

const number = /^(whatsapp:)?\+[1-9]\d{6,14}$/;

/** POST Messages.json: checks, stores as queued, and answers 201. Twilio has no idempotency: each call is another message. */
export function sendText(sandbox: Sandbox, request: Request): Reply {
	const form = new URLSearchParams(request.body.toString("utf8"));
	const text = readText(form);
	const code = refusal(sandbox, text);
	if (code) throw twilioError(code, refusalMessage(code, text.from, text.to));
	const delivery = statusDelivery(sandbox, text, "queued", null);
	sandbox.journal.record({ type: "text.created", text, delivery });
	if (delivery) sandbox.courier.take(delivery.id);
	sandbox.progress.text(text.sid);
	return json(messageJson(sandbox, text), 201);
}

function readText(form: URLSearchParams): TextMessage {
	const value = (name: string) => form.get(name)?.trim() ?? "";
	const [to, from, body, service] = [value("To"), value("From"), form.get("Body") ?? "", value("MessagingServiceSid")];
	const urls = form.getAll("MediaUrl");
	check(to !== "", 21604, "A 'To' phone number is required.");
	check(from !== "" || service !== "", 21603, "A 'From' phone number is required.");
	check(number.test(to), 21211, refusalMessage(21211, from, to));
	check(from === "" || number.test(from), 21212, refusalMessage(21212, from, to));
	check(
		from === "" || from.startsWith("whatsapp:") === to.startsWith("whatsapp:"),
		21910,
		"Invalid From and To pair. From and To should be of the same channel",
	);
	check(body !== "" || urls.length > 0, 21602, "Message body is required.");
	check([...body].length <= 1600, 21617, "The concatenated message body exceeds the 1600 character limit");
	check(urls.length <= 10, 21623, "Number of media files exceeds allowed limit");
	check(urls.every(isHttp), 21620, "Invalid media URL(s)");
	check(value("StatusCallback") === "" || isHttp(value("StatusCallback")), 21609, "The 'StatusCallback' URL is not a valid URL.");
	check(value("ContentSid") === "" && value("SendAt") === "", 21656, "The sandbox does not know ContentSid and SendAt.");
	const at = new Date().toISOString();
	return {
		sid: sid(urls.length ? "MM" : "SM"),
		at,
		sentAt: null,
		updatedAt: at,
		direction: "outbound-api",
		from,
		to,
		body,
		status: "queued",
		errorCode: null,
		media: urls.map((url) => ({
			sid: sid("ME"),
			contentType: "application/octet-stream",
			filename: new URL(url).pathname.split("/").pop() || "media",
			url,
			base64: null,
		})),
		statusCallback: value("StatusCallback") || null,
		messagingServiceSid: service || null,
		senderName: null,
	};
}

/** Why Twilio would not take a message between these two numbers, or null. */
function refusal(sandbox: Sandbox, { from, to }: TextMessage): number | null {
	if (sandbox.journal.state.optedOut.has(`${to}|${from}`)) return 21610;
	const bare = to.replace(/^whatsapp:/, "");
	return magicSenders[from] ?? sandbox.options.refusals?.[bare] ?? magicRecipients[bare] ?? null;
}

function check(right: boolean, code: number, message: string): void {
	if (!right) throw twilioError(code, message);
}

const isHttp = (address: string) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
