"use client";

import { Code, Ellipsis, Forward, Reply, ReplyAll, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActions } from "@/components/actions/actions-context";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { AnswerKind } from "@/db/schema";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { useChat } from "./chat-context";

const answers = [
	["reply", Reply],
	["replyAll", ReplyAll],
	["forward", Forward],
] as const;

/** What can be done with one message. Shown on hover, on focus, and always where nothing hovers. */
export function MessageMenu({ message }: { message: TimelineMessage }) {
	const t = useTranslations("actions.menu");
	const tk = useTranslations("composer.kind");
	const { want } = useActions();
	const { composer } = useChat();
	const out = message.direction === "out";
	const answer = (kind: AnswerKind) => composer.current?.answer({ kind, messageId: message.id });
	return (
		<Menu>
			<MenuTrigger asChild>
				<IconButton
					label={t("messageActions")}
					className="-my-1 size-6 opacity-0 focus-visible:opacity-100 group-hover/item:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
				>
					<Ellipsis aria-hidden />
				</IconButton>
			</MenuTrigger>
			<MenuContent align={out ? "end" : "start"}>
				{message.mail &&
					answers.map(([kind, Icon]) => (
						<MenuItem key={kind} icon={<Icon aria-hidden />} onSelect={() => answer(kind)}>
							{tk(kind)}
						</MenuItem>
					))}
				{message.mail?.hasSource && (
					<MenuItem icon={<Code aria-hidden />} onSelect={() => want({ kind: "ask", request: { kind: "source", messageId: message.id } })}>
						{t("messageSource")}
					</MenuItem>
				)}
				{message.mail && <MenuSeparator />}
				<MenuItem
					danger
					icon={<Trash2 aria-hidden />}
					onSelect={() => want({ kind: "ask", request: { kind: "message", messageId: message.id, out, waiting: message.status === "queued" } })}
				>
					{t("deleteMessage")}
				</MenuItem>
			</MenuContent>
		</Menu>
	);
}
