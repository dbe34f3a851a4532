import "server-only";
import type { Language } from "@/db/schema";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { addressOf } from "./address";
import type { ListedNotification } from "./queries";

/** `about`: which conversation; `headline`: both in one line. `said`: what a customer or a colleague wrote. */
export type Composed = { title: string; about: string | null; headline: string; said: string | null; url: string };

/** What happened, in a user's own language. */
export async function compose(notification: ListedNotification, language: Language): Promise<Composed> {
	const t = await translator(language, "letters");
	const { kind, conversation, recipient, actor, count, snippet } = notification;
	const customer = conversation?.customer.name ?? "";
	const title = {
		assigned: () =>
			conversation
				? t(actor ? "assigned" : "assignedNobody", { actor: actor?.name ?? "" })
				: t(actor ? "assignedMany" : "assignedManyNobody", { actor: actor?.name ?? "", count }),
		answered: () => t("answered", { customer }),
		mentioned: () => t("mentioned", { actor: actor?.name ?? "" }),
		failed: () => (recipient === null ? t("failed", { customer }) : t("failedFirst", { customer: recipient })),
		unsnoozed: () => t("unsnoozed", { customer }),
	}[kind]();
	const about = conversation && line([conversation.subject, customer].filter(Boolean).join(" · "), 160);
	// The customer's name is not said twice.
	const rest = customer && title.includes(customer) ? conversation?.subject : about;
	return {
		title: line(title, 120),
		about,
		headline: line([title, rest].filter(Boolean).join(": "), 280),
		said: snippet,
		url: `${env().APP_URL}${addressOf(notification)}`,
	};
}

/** A subject or a title with anything after it stays one line, of a length that a mail's subject or a phone shows. */
const line = (text: string, length: number) => text.replace(/\s+/g, " ").trim().slice(0, length).toWellFormed();
