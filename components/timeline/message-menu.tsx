"use client";

import { Ellipsis, Forward, Reply, ReplyAll } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { AnswerKind } from "@/db/schema";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { useChat } from "./chat-context";

/** What can be done with one message. Shown on hover, on focus, and always where nothing hovers. */
export function MessageMenu({ message }: { message: TimelineMessage }) {
	const t = useTranslations("timeline.menu");
	const { composer } = useChat();
	const answer = (kind: AnswerKind) => composer.current?.answer({ kind, messageId: message.id });
	if (!message.mail) return null;
	return (
		<Menu>
			<MenuTrigger asChild>
				<IconButton
					label={t("label")}
					className="-my-1 size-6 opacity-0 focus-visible:opacity-100 group-hover/item:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
				>
					<Ellipsis aria-hidden />
				</IconButton>
			</MenuTrigger>
			<MenuContent align={message.direction === "out" ? "end" : "start"} onCloseAutoFocus={(event) => event.preventDefault()}>
				<MenuItem icon={<Reply aria-hidden />} onSelect={() => answer("reply")}>
					{t("reply")}
				</MenuItem>
				<MenuItem icon={<ReplyAll aria-hidden />} onSelect={() => answer("replyAll")}>
					{t("replyAll")}
				</MenuItem>
				<MenuItem icon={<Forward aria-hidden />} onSelect={() => answer("forward")}>
					{t("forward")}
				</MenuItem>
			</MenuContent>
		</Menu>
	);
}
