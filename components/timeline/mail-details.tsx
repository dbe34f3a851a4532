"use client";

import { useTranslations } from "next-intl";
import { useFormat } from "@/components/shell/use-format";
import type { MailAddress } from "@/db/schema";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { useChat } from "./chat-context";
import { withoutTag } from "./mail-line";

type Mail = NonNullable<TimelineMessage["mail"]>;

/** Who wrote a mail to whom, with their addresses, and when. */
export function MailDetails({ mail, at }: { mail: Mail; at: string }) {
	const t = useTranslations("timeline");
	const format = useFormat();
	const { inbox } = useChat().details;
	const people = {
		from: mail.from ? [mail.from] : [],
		replyTo: mail.replyTo.filter(({ address }) => withoutTag(address, inbox.address).toLowerCase() !== mail.from?.address.toLowerCase()),
		to: mail.to,
		cc: mail.cc,
		bcc: mail.bcc,
	};
	const rows = Object.entries(people) as [keyof typeof people, MailAddress[]][];
	return (
		<dl className="my-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 border-line-soft border-y py-2">
			{rows.map(([name, them]) => them.length > 0 && <Row key={name} name={t(`mailDetails.${name}`)} people={them} />)}
			<dt>{t("mailDetails.date")}</dt>
			<dd className="text-text">{format.full(at)}</dd>
			<dt>{t("mailDetails.subject")}</dt>
			<dd className="text-text [overflow-wrap:anywhere]">{mail.subject || t("noSubject")}</dd>
		</dl>
	);
}

function Row({ name, people }: { name: string; people: MailAddress[] }) {
	return (
		<>
			<dt>{name}</dt>
			<dd className="grid gap-0.5 text-text">
				{people.map((person) => (
					<span key={person.address} className="[overflow-wrap:anywhere]">
						{person.name && person.name !== person.address ? (
							<>
								<b className="font-medium">{person.name}</b> <span className="text-muted">&lt;{person.address}&gt;</span>
							</>
						) : (
							person.address
						)}
					</span>
				))}
			</dd>
		</>
	);
}
