import "server-only";
import { createHash } from "node:crypto";
import { json, type Reply, type Request } from "./http";
import { sesMessageId, uuid } from "./ids";
import { resendError } from "./resend-errors";
import { readMail } from "./resend-schema";
import type { Sandbox } from "./sandbox";
import type { SentMail, UsedKey } from "./state";

const day = 24 * 3_600_000;

/** POST /emails. The answer holds only the id; the Message-ID comes with `email.sent`. */
export function sendOne(sandbox: Sandbox, request: Request): Reply {
	const [id] = once(sandbox, request, () => [accepted(readMail(parsedBody(request)))]);
	return json({ id });
}

/** POST /emails/batch: up to 100, all or none. */
export function sendBatch(sandbox: Sandbox, request: Request): Reply {
	const ids = once(sandbox, request, () => {
		const mails = parsedBody(request);
		if (!Array.isArray(mails) || mails.length === 0 || mails.length > 100) throw resendError(422, "validation_error", "The batch must hold 1 to 100 emails.");
		return mails.map((mail) => accepted(readMail(mail, { batch: true })));
	});
	return json({ data: ids.map((id) => ({ id })) });
}

/** Stores what `make` answers, or finds what the same key made within the last 24 hours. https://resend.com/docs/dashboard/emails/idempotency-keys */
function once(sandbox: Sandbox, request: Request, make: () => SentMail[]): string[] {
	const key = request.headers["idempotency-key"];
	if (key === undefined) return store(sandbox, make(), null);
	if (key.length < 1 || key.length > 256) throw resendError(400, "invalid_idempotency_key", "The idempotency key must be between 1 and 256 characters.");
	const hash = createHash("sha256").update(`${request.path}\n`).update(request.body).digest("hex");
	const used = sandbox.journal.state.keys.get(key);
	if (used && Date.parse(used.at) > Date.now() - day) {
		if (used.hash === hash) return used.ids;
		throw resendError(409, "invalid_idempotent_request", "This idempotency key was already used with a different request body.");
	}
	const mails = make();
	return store(sandbox, mails, { key, hash, ids: mails.map((mail) => mail.id), at: new Date().toISOString() });
}

function store(sandbox: Sandbox, mails: SentMail[], key: UsedKey | null): string[] {
	sandbox.journal.record({ type: "mails.sent", mails, key });
	for (const mail of mails) sandbox.progress.mail(mail.id);
	return mails.map((mail) => mail.id);
}

/** Always a Message-ID of its own: one among the custom headers does not survive. */
function accepted(mail: Omit<SentMail, "id" | "messageId" | "at" | "lastEvent">): SentMail {
	const headers = Object.fromEntries(Object.entries(mail.headers).filter(([name]) => name.toLowerCase() !== "message-id"));
	return { ...mail, headers, id: uuid(), messageId: sesMessageId(), at: new Date().toISOString(), lastEvent: "queued" };
}

function parsedBody(request: Request): unknown {
	try {
		return JSON.parse(request.body.toString("utf8"));
	} catch {
		throw resendError(400, "validation_error", "The request body is not valid JSON.");
	}
}
