"use client";

import { Code, Ellipsis, Forward, Reply, ReplyAll, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActions } from "@/components/actions/actions-context";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { TimelineMessage } from "@/lib/timeline/queries";
import { useChat } from "./chat-context";

const answers = [
	["reply", Reply],
	["replyAll", ReplyAll],
	["forward", Forward],
] as const;

type Props = { message: TimelineMessage /** Its addresses are shown. */; details: boolean; onDetails: () => void };

/** What can be done with one message. Shown on hover, on focus, and always where nothing hovers. */
export function MessageMenu(props: Props) {
	const t = useTranslations("actions.menu");
	return (
		<LazyMenu
			label={t("messageActions")}
			icon={<Ellipsis aria-hidden />}
			align={props.message.direction === "out" ? "end" : "start"}
			className="-my-1 size-6 opacity-0 focus-visible:opacity-100 group-hover/item:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
		>
			<Items {...props} />
		</LazyMenu>
	);
}

function Items({ message: { id, direction, mail, status }, details, onDetails }: Props) {
	const t = useTranslations("actions.menu");
	const tk = useTranslations("composer.kind");
	const { want } = useActions();
	const { composer } = useChat();
	return (
		<>
			{mail &&
				answers.map(([kind, Icon]) => (
					<MenuItem key={kind} icon={<Icon aria-hidden />} onSelect={() => composer.current?.answer({ kind, messageId: id })}>
						{tk(kind)}
					</MenuItem>
				))}
			{mail && (
				<MenuItem icon={<Users aria-hidden />} onSelect={onDetails}>
					{t(details ? "hideMailDetails" : "mailDetails")}
				</MenuItem>
			)}
			{mail?.hasSource && (
				<MenuItem icon={<Code aria-hidden />} onSelect={() => want({ kind: "ask", request: { kind: "source", messageId: id } })}>
					{t("messageSource")}
				</MenuItem>
			)}
			{mail && <MenuSeparator />}
			<MenuItem
				danger
				icon={<Trash2 aria-hidden />}
				onSelect={() => want({ kind: "ask", request: { kind: "message", messageId: id, out: direction === "out", waiting: status === "queued" } })}
			>
				{t("deleteMessage")}
			</MenuItem>
		</>
	);
}
