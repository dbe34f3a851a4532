import { isRefusal, SendError, type SendErrorCode } from "./provider";

/** Refusals by the name Resend gives them, with whether another try may help. https://resend.com/docs/api-reference/errors */
const byName: Record<string, [SendErrorCode, boolean]> = {
	rate_limit_exceeded: ["rateLimited", true],
	daily_quota_exceeded: ["rateLimited", true],
	monthly_quota_exceeded: ["rateLimited", false],
	missing_api_key: ["credentials", false],
	invalid_api_key: ["credentials", false],
	restricted_api_key: ["credentials", false],
	invalid_access: ["credentials", false],
	invalid_from_address: ["invalidSender", false],
	// The same sending is under way elsewhere: its answer can be had in a moment.
	concurrent_idempotent_requests: ["provider", true],
	invalid_idempotent_request: ["provider", false],
};

type ResendError = { name?: string; message?: string; statusCode?: number | null };

/** The SDK never throws: it hands back what the API said, or a made-up error without a status when nothing could be reached. */
export function sendErrorFrom(error: ResendError | null, headers: Record<string, string> | null): SendError {
	const { name = "", message = "no answer that we understand", statusCode = null } = error ?? {};
	const [code, retryable] = byName[name] ?? byStatus(statusCode, message);
	return new SendError(code, message, retryable, retryAfter(headers), isRefusal(statusCode) && name !== "concurrent_idempotent_requests");
}

function byStatus(status: number | null, message: string): [SendErrorCode, boolean] {
	if (status === null) return ["network", true];
	if (status >= 500 || status === 408 || status === 425) return ["provider", true];
	if (status === 429) return ["rateLimited", true];
	if (status === 401) return ["credentials", false];
	if (status === 413 || /too large|larger than|exceeds? .{0,40}(?:size|mb)/i.test(message)) return ["tooLarge", false];
	// One name, validation_error, for everything wrong with a mail: only the sentence tells which field.
	if (/`from`|domain is not verified|verify a domain/i.test(message)) return ["invalidSender", false];
	if (/`(?:to|cc|bcc)`|recipient/i.test(message)) return ["invalidRecipient", false];
	return ["provider", false];
}

/** Seconds (RFC 9110 §10.2.3; Resend never gives a date). */
function retryAfter(headers: Record<string, string> | null): number | null {
	const seconds = Number(headers?.["retry-after"] ?? headers?.["ratelimit-reset"] ?? Number.NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
