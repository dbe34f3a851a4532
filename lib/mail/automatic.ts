import { type DecodedMail, headerOf } from "./decoded";
import { namedIn } from "./sender";

const subjects =
	/^(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|respuesta autom[aá]tica|fuera de la oficina|risposta automatica|fuori sede|r[eé]ponse automatique|automatische antwort|abwesenheitsnotiz|resposta autom[aá]tica)\s*:/i;

/** What servers of old write that say nothing in a header: no person begins a subject like this. */
const returned =
	/^(?:undeliverable: |undelivered mail returned|delivery status notification \(|mail delivery (?:failed|system)|returned mail: |failure notice$)/i;

/**
 * Whether no person wrote this mail to us: out of office, bounces, read receipts, list mail. Such mail is shown, never answered by
 * ourselves and never reopens a conversation, or two machines would write to each other for ever (RFC 3834).
 */
export function isAutomatic(mail: DecodedMail): boolean {
	const submitted = headerOf(mail, "auto-submitted").toLowerCase();
	if (submitted !== "" && !submitted.startsWith("no")) return true;
	if (["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply"].some((name) => isSet(headerOf(mail, name)))) return true;
	if (headerOf(mail, "return-path") === "<>" || headerOf(mail, "x-failed-recipients") !== "") return true;
	if (/^multipart\/report\b/i.test(headerOf(mail, "content-type"))) return true;
	if (
		/^(?:mailer-daemon|postmaster)@/i.test(mail.from?.address ?? "") ||
		/^(?:mailer[- ]daemon|postmaster|mail delivery (?:sub)?system)\b/i.test(namedIn(mail))
	)
		return true;
	// Whoever asks Exchange for no answers by machines is one; OOF and receipts alone are asked for by people too.
	if (/\b(?:all|autoreply)\b/i.test(headerOf(mail, "x-auto-response-suppress"))) return true;
	return isBulk(mail) || subjects.test(mail.subject.trim()) || returned.test(mail.subject.trim());
}

/** Whether it answers a mail by itself: out of office. Lists and newsletters are automatic too, and answer nothing. */
export function isAutoReply(mail: DecodedMail): boolean {
	const replied = headerOf(mail, "auto-submitted").toLowerCase().startsWith("auto-replied");
	const marked = ["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply"].some((name) => isSet(headerOf(mail, name)));
	return replied || marked || headerOf(mail, "precedence").toLowerCase() === "auto_reply" || subjects.test(mail.subject.trim());
}

/** A person writing through a group that forwards to us (Google Groups) is no list mail, though it looks like it. */
function isBulk(mail: DecodedMail): boolean {
	const precedence = headerOf(mail, "precedence").toLowerCase();
	if (precedence === "auto_reply") return true;
	if (headerOf(mail, "x-original-sender") !== "") return false;
	return ["bulk", "junk", "list"].includes(precedence) || headerOf(mail, "list-id") !== "" || headerOf(mail, "list-unsubscribe") !== "";
}

function isSet(value: string): boolean {
	return value !== "" && !["no", "false", "0"].includes(value.toLowerCase());
}
