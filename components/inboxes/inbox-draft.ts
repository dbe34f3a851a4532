import type { InboxGiven } from "@/lib/inboxes/schema";
import type { EditableInbox } from "@/lib/inboxes/state";
import type { InboxKind } from "./kinds";
import { type ServerDraft, usualPorts } from "./server-fields";

export type InboxDraft = {
	name: string;
	address: string;
	userId: number | null;
	main: boolean;
	enabled: boolean;
	imap: ServerDraft;
	smtp: ServerDraft;
	folder: string;
	importDays: string;
};

/** What the form begins with: an inbox as it is, or a new one. */
export function draftOf(inbox: EditableInbox | null): InboxDraft {
	const kept = inbox?.config.mailbox;
	const server = (side: "imap" | "smtp"): ServerDraft =>
		kept ? { ...kept[side], port: String(kept[side].port), password: "" } : { host: "", port: usualPorts[side].tls, security: "tls", user: "", password: "" };
	return {
		name: inbox?.name ?? "",
		address: inbox?.address ?? "",
		userId: inbox?.userId ?? null,
		main: inbox?.main ?? false,
		enabled: inbox?.enabled ?? true,
		imap: server("imap"),
		smtp: server("smtp"),
		folder: kept?.imap.folder ?? "INBOX",
		importDays: String(kept?.importDays ?? 30),
	};
}

export function mailboxOf(draft: InboxDraft) {
	const server = ({ host, port, security, user, password }: ServerDraft) => ({
		host,
		port: Number(port),
		security,
		// Most servers know people by their address.
		user: user.trim() || draft.address.trim(),
		password: password || null,
	});
	return { imap: { ...server(draft.imap), folder: draft.folder }, smtp: server(draft.smtp), importDays: Number(draft.importDays) };
}

export function givenOf(kind: InboxKind, id: number | null, draft: InboxDraft): InboxGiven {
	const { name, address, main, enabled, userId } = draft;
	if (kind === "sms" || kind === "whatsapp") return { id, name, address, main, enabled, provider: "twilio", channel: kind };
	const mail = { id, name, address, main: main && userId === null, enabled, userId, channel: "email" as const };
	return kind === "resend" ? { ...mail, provider: "resend" } : { ...mail, provider: "mailbox", mailbox: mailboxOf(draft) };
}
