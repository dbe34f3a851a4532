import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { db } from "@/db";
import { conversations, customers, messageMails, messages, translations } from "@/db/schema";
import { DomainError } from "@/lib/errors";
import { safeHtml } from "@/lib/mail/safe-html";
import { refusable } from "./outbound";
import { namesIn } from "./pieces";
import { translatorFor } from "./settings";
import { translate } from "./translate";

/** Characters of HTML. What is longer is a catalogue, and is read as it came. */
const longest = 200_000;

/**
 * A mail's HTML in the team's language, with its structure and links; what it quotes stays as it was. Of one sent: as it was written. Made when it is first asked
 * for, and kept; the paragraphs that its text was translated from cost nothing again. Null when the mail is not translated. Throws
 * translationOff and translationFailed.
 */
export async function formattedTranslation(messageId: number): Promise<string | null> {
	const [found] = await db()
		.select({
			translation: translations,
			channel: messages.channel,
			direction: messages.direction,
			senderName: messages.senderName,
			customer: customers.name,
			html: messageMails.html,
		})
		.from(translations)
		.innerJoin(messages, eq(messages.id, translations.messageId))
		.innerJoin(messageMails, eq(messageMails.messageId, messages.id))
		.innerJoin(conversations, eq(conversations.id, messages.conversationId))
		.innerJoin(customers, eq(customers.id, conversations.customerId))
		.where(and(eq(translations.messageId, messageId), eq(translations.state, "done")))
		.orderBy(desc(translations.createdAt))
		.limit(1);
	if (!found?.html || found.html.length > longest) return null;
	const { language, source } = found.translation;
	if (found.translation.html !== null || found.direction === "out") return found.translation.html;
	const engine = await translatorFor(found.channel);
	if (!engine) throw new DomainError("translationOff");
	const [said, quoted] = cut(found.html);
	const names = namesIn(found.customer, found.senderName ?? "");
	const html = safeHtml((await refusable(() => translate(engine, { text: said, html: true, names, from: source, to: language }))) + quoted);
	await db()
		.update(translations)
		.set({ html })
		.where(and(eq(translations.messageId, messageId), eq(translations.language, language)));
	return html;
}

/** What is new, and what is quoted below it: all of a mail that has nothing of its own, one passed on, is new. */
function cut(html: string): [string, string] {
	const at = html.search(/<blockquote\b/i);
	const own = at < 0 ? "" : html.slice(0, at).replace(/<[^>]*>|&nbsp;|\s/g, "");
	return own === "" ? [html, ""] : [html.slice(0, at), html.slice(at)];
}
