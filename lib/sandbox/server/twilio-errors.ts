import "server-only";
import { json, Refusal } from "./http";

/** Codes with another status than 400. https://www.twilio.com/docs/api/errors */
const statuses: Record<number, number> = { 20003: 401, 20404: 404, 21408: 403, 20429: 429, 21611: 429 };

export function twilioError(code: number, message: string): Refusal {
	const status = statuses[code] ?? 400;
	return new Refusal(json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, status));
}

/** Twilio's own test numbers, and those of the same range that it documents for calls only. https://www.twilio.com/docs/iam/test-credentials */
export const magicRecipients: Record<string, number> = {
	"+15005550001": 21211,
	"+15005550002": 21612,
	"+15005550003": 21408,
	"+15005550004": 21610,
	"+15005550009": 21614,
};
export const magicSenders: Record<string, number> = { "+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611 };

/** What Twilio says to each refusal about a pair of numbers. */
export function refusalMessage(code: number, from: string, to: string): string {
	const messages: Record<number, string> = {
		21211: `Invalid 'To' Phone Number: ${to.slice(0, -4)}XXXX`,
		21212: `Invalid From Number (caller ID): ${from}`,
		21408: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
		21606: `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone number for this destination`,
		21610: "Attempt to send to unsubscribed recipient",
		21611: "This 'From' number has exceeded the maximum number of queued messages",
		21612: `Message cannot be sent with the current combination of 'To' (${to}) and/or 'From' (${from}) parameters`,
		21614: "'To' number is not a valid mobile number",
	};
	return messages[code] ?? `The message was refused with ${code}`;
}
