"use client";

import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { useActions } from "@/components/actions/actions-context";
import { useTranslated } from "@/components/translation/translated";
import { Tag } from "@/components/ui/tag";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { AuthorAvatar, Bubble } from "./bubble";
import { useChat, useUser } from "./chat-context";
import { DeliveryFailure, DeliveryStatusLine } from "./delivery-status";
import { growing } from "./keep-place";
import { MailFrame } from "./mail-frame";
import { MailHead } from "./mail-head";
import type { MailLine } from "./mail-line";
import { MessageFiles } from "./message-files";
import { MessageMenu } from "./message-menu";
import { MessageNotice } from "./message-notice";
import { MessageText } from "./message-text";
import { Time } from "./time";

type Props = { message: TimelineMessage; line: MailLine | undefined };

export const MessageBubble = memo(function MessageBubble({ message, line }: Props) {
	const t = useTranslations("timeline");
	const [original, setOriginal] = useState(false);
	const [details, setDetails] = useState(false);
	const toggleDetails = () => growing(message.id, () => setDetails(!details));
	const { shown, lang, mark } = useTranslated(message);
	const { id, name, own, avatar } = useAuthor(message);
	const out = message.direction === "out";
	const failed = message.status === "failed";
	return (
		<Bubble
			out={out}
			wide={original}
			avatar={<AuthorAvatar author={message.author} id={id} name={name} src={avatar} />}
			below={
				<>
					<div className={`flex flex-wrap items-center gap-x-1.5 gap-y-0.5 ${out ? "justify-end" : ""}`}>
						<Time at={message.at} />
						{out && !failed && <span aria-hidden>·</span>}
						{out && !failed && <DeliveryStatusLine status={message.status} />}
						{message.automatic && (
							<Tag title={t("automaticHint")} className="h-[18px]">
								{t("automatic")}
							</Tag>
						)}
						{mark && <span aria-hidden>·</span>}
						{mark}
						{message.mail && <MailLinks message={message} original={original} onOriginal={setOriginal} />}
						<MessageMenu message={message} details={details} onDetails={toggleDetails} />
					</div>
					{failed ? <DeliveryFailure message={message} /> : <MessageNotice message={message} />}
				</>
			}
		>
			<span className="sr-only">{name}: </span>
			<MailHead
				message={message}
				name={out ? null : name}
				address={(own ? line?.from : message.senderAddress) ?? null}
				line={line}
				open={details}
				onToggle={toggleDetails}
			/>
			{original ? (
				<MailFrame messageId={message.id} title={t("originalOf", { name })} translated={shown !== null} />
			) : (
				<div lang={lang}>
					<MessageText text={shown || message.text || (message.quoted || message.files.length > 0 ? "" : t("empty"))} quoted={message.quoted} />
				</div>
			)}
			<MessageFiles files={message.files} />
		</Bubble>
	);
});

type MailLinksProps = { message: TimelineMessage; original: boolean; onOriginal: (shown: boolean) => void };

function MailLinks({ message, original, onOriginal }: MailLinksProps) {
	const t = useTranslations("timeline");
	const { want } = useActions();
	const tt = useTranslations("translated");
	const { hasHtml, hasSource } = message.mail ?? {};
	const link = "rounded-sm font-medium text-accent-text hover:underline";

	return (
		<>
			{hasHtml && (
				<button type="button" aria-expanded={original} onClick={() => growing(message.id, () => onOriginal(!original))} className={link}>
					{original ? t("hideOriginal") : message.translation ? tt("formatted") : t("showOriginal")}
				</button>
			)}
			{hasSource && (original || !hasHtml) && (
				<button type="button" onClick={() => want({ kind: "ask", request: { kind: "source", messageId: message.id } })} className={link}>
					{t("source")}
				</button>
			)}
		</>
	);
}

/** Who wrote it: a number for the colour of their face, and a name. `own`: it is whom one takes it for, not somebody who was copied in. */
function useAuthor(message: TimelineMessage): { id: number; name: string; own: boolean; avatar?: string | null } {
	const t = useTranslations("timeline.authors");
	const userOf = useUser();
	const { customer } = useChat().details;
	if (message.author === "customer") {
		// Somebody who was copied in may answer as well: that is not the customer speaking.
		const { senderName, senderAddress } = message;
		const own = senderAddress === null || customer.identities.some((identity) => identity.value === senderAddress.toLowerCase());
		return own
			? { id: customer.id, name: senderName || customer.name, own, avatar: customer.avatar }
			: { id: customer.id + 1, name: senderName || senderAddress, own };
	}
	const user = userOf(message.userId);
	return { id: message.userId ?? 0, name: user?.name ?? message.senderName ?? t(message.author), own: true, avatar: user?.avatar };
}
