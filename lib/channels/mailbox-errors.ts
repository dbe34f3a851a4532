import "server-only";

/** What keeps us out of a mailbox, each with a sentence per language (`inboxes.trouble`). */
export const mailboxTroubles = ["credentials", "host", "refused", "timeout", "certificate", "security", "folder", "protocol"] as const;
export type MailboxTrouble = (typeof mailboxTroubles)[number];

/** A mailbox that cannot be reached or read. `detail`: the server's own words. */
export class MailboxError extends Error {
	constructor(
		readonly trouble: MailboxTrouble,
		readonly detail: string,
	) {
		super(`${trouble}: ${detail}`);
		this.name = "MailboxError";
	}
}

/** Errors of sockets, TLS and both libraries, by what a person can do about them. */
export function mailboxErrorFrom(error: unknown): MailboxError {
	if (error instanceof MailboxError) return error;
	const { code = "", message = String(error), response, responseText, authenticationFailed } = (error ?? {}) as Failure;
	const detail = String(responseText || (typeof response === "string" && response) || message).slice(0, 500);
	return new MailboxError(authenticationFailed || code === "EAUTH" ? "credentials" : troubleOf(code, message), detail);
}

type Failure = { code?: string; message?: string; response?: unknown; responseText?: string; authenticationFailed?: boolean };

function troubleOf(code: string, message: string): MailboxTrouble {
	if (/ENOTFOUND|EAI_AGAIN|EDNS/.test(code)) return "host";
	if (/TIMEOUT|ETIMEDOUT/.test(code)) return "timeout";
	if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(`${code} ${message.toUpperCase()}`)) return "certificate";
	if (/ETLS|EPROTO|ERR_SSL|UPGRADE|STARTTLS/.test(code) || /wrong version number|STARTTLS/i.test(message)) return "security";
	if (/ECONN|EHOST|ENET|ESOCKET|NoConnection|ClosedAfter/.test(code)) return "refused";
	if (/NONEXISTENT|mailbox.*(exist|unknown)/i.test(`${code} ${message}`)) return "folder";
	return "protocol";
}
