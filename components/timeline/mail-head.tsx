"use client";

import { ChevronDown } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import type { MailAddress } from "@/db/schema";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { cn } from "@/lib/utils";
import { useChat } from "./chat-context";
import { MailDetails } from "./mail-details";
import { type MailLine, withoutTag } from "./mail-line";

type Props = {
	message: TimelineMessage;
	name: string | null;
	/** Where that is not what it was, or not the customer's. */
	address: string | null;
	line: MailLine | undefined;
	/** All of its addresses are shown. */
	open: boolean;
	onToggle: () => void;
};

/** Above a mail: who wrote it, to whom, and its subject when that is a new one. Whom it names by their names unfolds to their addresses. */
export function MailHead({ message, name, address, line, open, onToggle }: Props) {
	const t = useTranslations("timeline");
	const format = useFormatter();
	const id = useId();
	const { inbox } = useChat().details;
	const { mail } = message;
	if (!mail || !line || (!name && !address && !line.recipients && line.subject === null && !open)) return null;
	const names = (people: MailAddress[]) => format.list(people.map((person) => person.name || withoutTag(person.address, inbox.address)));
	return (
		<header className="mb-1.5 text-muted text-xs">
			<p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
				{name && <b className="font-semibold text-base text-text [overflow-wrap:anywhere]">{name}</b>}
				{address && address !== name && <span className="[overflow-wrap:anywhere]">{name ? address : t("from", { address })}</span>}
				{(line.recipients || open) && (
					<button
						type="button"
						aria-expanded={open}
						aria-controls={id}
						onClick={onToggle}
						className="min-w-0 rounded-sm text-left [overflow-wrap:anywhere] hover:text-text"
					>
						{mail.to.length > 0 ? t("to", { names: names(mail.to) }) : t("toNobody")}
						{mail.cc.length > 0 && <> · {t("cc", { names: names(mail.cc) })}</>}
						{mail.bcc.length > 0 && <> · {t("bcc", { names: names(mail.bcc) })}</>}
						<ChevronDown aria-hidden className={cn("ml-0.5 inline size-3.5 stroke-[1.75]", open && "rotate-180")} />
					</button>
				)}
			</p>
			<div id={id} hidden={!open}>
				{open && <MailDetails mail={mail} at={message.at} />}
			</div>
			{line.subject !== null && !open && (
				<p className="font-medium text-text [overflow-wrap:anywhere]">{t("subject", { subject: line.subject || t("noSubject") })}</p>
			)}
		</header>
	);
}
