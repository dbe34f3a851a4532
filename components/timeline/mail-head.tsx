"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { MailAddress } from "@/db/schema";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { useChat } from "./chat-context";
import { type MailLine, withoutTag } from "./mail-line";

type Props = { message: TimelineMessage; name: string | null; line: MailLine | undefined };

/** Above a mail: who wrote it, to whom, and its subject when that is a new one. */
export function MailHead({ message, name, line }: Props) {
	const t = useTranslations("timeline");
	const format = useFormatter();
	const { inbox } = useChat().details;
	const { mail } = message;
	if (!mail || !line || (!name && !line.recipients && line.subject === null)) return null;
	const names = (people: MailAddress[]) => format.list(people.map((person) => person.name || withoutTag(person.address, inbox.address)));
	const addresses = [...mail.to, ...mail.cc, ...mail.bcc].map((person) => (person.name ? `${person.name} <${person.address}>` : person.address)).join(", ");
	return (
		<header className="mb-1.5 text-muted text-xs">
			<p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
				{name && <b className="font-semibold text-base text-text [overflow-wrap:anywhere]">{name}</b>}
				{line.recipients && (
					<span title={addresses} className="min-w-0 [overflow-wrap:anywhere]">
						{mail.to.length > 0 && t("to", { names: names(mail.to) })}
						{mail.cc.length > 0 && <> · {t("cc", { names: names(mail.cc) })}</>}
						{mail.bcc.length > 0 && <> · {t("bcc", { names: names(mail.bcc) })}</>}
					</span>
				)}
			</p>
			{line.subject !== null && <p className="font-medium text-text [overflow-wrap:anywhere]">{t("subject", { subject: line.subject || t("noSubject") })}</p>}
		</header>
	);
}
