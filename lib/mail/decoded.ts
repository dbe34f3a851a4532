import type { MailAddress } from "@/db/schema";

export type MailPart = {
	filename: string | null;
	contentType: string;
	disposition: string | null;
	/** Without angle brackets. */
	contentId: string | null;
	content: Buffer;
};

/** A mail with its encodings undone, whichever library undid them, before anything is judged or made safe. */
export type DecodedMail = {
	/** In order, names in lower case, values unfolded. */
	headers: { name: string; value: string }[];
	from: MailAddress | null;
	replyTo: MailAddress[];
	to: MailAddress[];
	cc: MailAddress[];
	subject: string;
	messageId: string;
	inReplyTo: string;
	references: string;
	date: string;
	text: string;
	html: string;
	parts: MailPart[];
};

/** The first header of this name (in lower case), or an empty string. */
export function headerOf(mail: DecodedMail, name: string): string {
	return mail.headers.find((header) => header.name === name)?.value.trim() ?? "";
}

export function headersOf(mail: DecodedMail, names: string[]): string[] {
	return mail.headers.filter((header) => names.includes(header.name)).map((header) => header.value.trim());
}
