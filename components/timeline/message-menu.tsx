"use client";

import { Ellipsis, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActions } from "@/components/actions/actions-context";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { TimelineMessage } from "@/lib/timeline/queries";

/** What can be done with one message. Shown on hover, on focus, and always where nothing hovers. */
export function MessageMenu({ message }: { message: TimelineMessage }) {
	const t = useTranslations("actions.menu");
	const { want } = useActions();
	const out = message.direction === "out";
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
			<MenuContent align={out ? "end" : "start"} onCloseAutoFocus={(event) => event.preventDefault()}>
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
