import { isRefusal, SendError, type SendErrorCode } from "./provider";

/** Twilio's error codes that say what went wrong. https://www.twilio.com/docs/api/errors */
const codes: Record<SendErrorCode, number[]> = {
	invalidRecipient: [21211, 21214, 21217, 21219, 21265, 21401, 21407, 21604, 21608, 21614, 21635, 30005, 30006, 30011, 63003, 63024],
	optedOut: [21610, 63032, 63033],
	blocked: [21408, 30004, 63009, 63018],
	unreachable: [30003, 30008, 30017, 30410],
	filtered: [30007, 30019, 30034, 63013],
	outsideWindow: [63016],
	invalidSender: [21212, 21603, 21606, 21611, 21612, 21659, 21660, 21661, 21910, 63007],
	tooLarge: [21605, 21617, 21623, 30019],
	rateLimited: [14107, 20429, 30001, 30022, 63038],
	credentials: [20001, 20003, 20005, 20008, 30002],
	bounced: [],
	complained: [],
	suppressed: [],
	provider: [],
	network: [],
	unknownMailbox: [],
	unknownDomain: [],
	mailboxFull: [],
	refusedByPolicy: [],
	notInTime: [],
	unclear: [],
	withdrawn: [],
};
const byCode = new Map(Object.entries(codes).flatMap(([code, numbers]) => numbers.map((number) => [number, code as SendErrorCode] as const)));

export function sendErrorCode(twilioCode: number | null | undefined): SendErrorCode {
	return byCode.get(twilioCode ?? 0) ?? "provider";
}

/** What the SDK throws: RestException for an answer of the API, AxiosError (a code like ECONNREFUSED) when there was none. */
export function sendErrorFrom(error: unknown): SendError {
	if (error instanceof SendError) return error;
	if (!(error instanceof Error)) return new SendError("provider", String(error), true);
	const { status, code } = error as Error & { status?: unknown; code?: unknown };
	if (typeof status === "number") {
		const known = sendErrorCode(typeof code === "number" ? code : null);
		const isBusy = status === 429 || known === "rateLimited";
		const reason = isBusy ? "rateLimited" : status === 401 ? "credentials" : known;
		return new SendError(reason, detail(code, error.message), isBusy || status >= 500, null, isRefusal(status));
	}
	if (neverConnected.test(String(code))) return new SendError("network", `${code} ${error.message}`, true, null, true);
	// Whether the message went out is not known: the next attempt asks first.
	if (typeof code === "string") return new SendError("network", `${code} ${error.message}`, true);
	return new SendError("provider", error.message, false);
}

/** Nothing was there to take it. */
const neverConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

function detail(code: unknown, message: string): string {
	return typeof code === "number" ? `${code} ${message}` : message;
}
