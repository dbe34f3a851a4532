import MailComposer from "nodemailer/lib/mail-composer";
import type { Language, MailAddress } from "@/db/schema";
import { demoFile } from "./files";

export type Quoted = { by: string; address: string; at: number; text: string };
export type DemoMail = {
	from: MailAddress;
	to: string;
	cc: string[];
	subject: string;
	text: string;
	/** The sender's own, where it is more than the text in paragraphs. */
	html: string | null;
	language: Language;
	at: number;
	/** Without angle brackets, as everywhere. */
	messageId: string;
	inReplyTo: string | null;
	quoted: Quoted | null;
	headers: Record<string, string>;
	files: string[];
};

/** The raw mail that a customer's mail program would send: text and HTML, the answered mail quoted below, files. */
export function rawMail(mail: DemoMail): Promise<Buffer> {
	const quote = mail.quoted && quoteOf(mail.quoted, mail.language);
	return new MailComposer({
		from: { name: mail.from.name, address: mail.from.address },
		to: mail.to,
		cc: mail.cc,
		subject: mail.subject,
		date: new Date(mail.at),
		messageId: `<${mail.messageId}>`,
		...(mail.inReplyTo && { inReplyTo: `<${mail.inReplyTo}>`, references: [`<${mail.inReplyTo}>`] }),
		headers: mail.headers,
		text: mail.text + (quote?.text ?? ""),
		html: mail.html ?? asHtml(mail.text) + (quote?.html ?? ""),
		attachments: mail.files.map(demoFile),
	})
		.compile()
		.build();
}

/** Paragraphs and line breaks, nothing else. */
export function asHtml(text: string): string {
	const paragraphs = escaped(text).split("\n\n");
	return paragraphs.map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`).join("");
}

const attribution = {
	es: ({ by, address }: Quoted, when: string) => `El ${when}, ${by} <${address}> escribió:`,
	en: ({ by, address }: Quoted, when: string) => `On ${when}, ${by} <${address}> wrote:`,
	it: ({ by, address }: Quoted, when: string) => `Il giorno ${when} ${by} <${address}> ha scritto:`,
} as const satisfies Record<Language, (quoted: Quoted, when: string) => string>;

function quoteOf(quoted: Quoted, language: Language): { text: string; html: string } {
	const when = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Madrid" }).format(
		quoted.at,
	);
	const head = attribution[language](quoted, when);
	return {
		text: `\n\n${head}\n\n${quoted.text.replace(/^/gm, "> ")}`,
		html: `<div class="gmail_quote"><div class="gmail_attr">${escaped(head)}</div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${asHtml(quoted.text)}</blockquote></div>`,
	};
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
