"use client";

import { Archive, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";

type Props = { disabled: boolean; describedBy?: string; onSend: () => void; onSendAndArchive: () => void };

/** Send, and what else one may do along with it. */
export function SendButton({ disabled, describedBy, onSend, onSendAndArchive }: Props) {
	const t = useTranslations("composer");
	return (
		<div className="ml-auto flex shrink-0 gap-px">
			<Button
				variant="solid"
				disabled={disabled}
				aria-describedby={describedBy}
				aria-keyshortcuts="Control+Enter Meta+Enter"
				onClick={onSend}
				className="rounded-r-none"
			>
				{t("send")}
				<Kbd keys="mod+enter" onSolid className="@max-sm:hidden pointer-coarse:hidden" />
			</Button>
			<Menu>
				<MenuTrigger asChild>
					<Button variant="solid" disabled={disabled} aria-label={t("sendOptions")} className="rounded-l-none px-1.5">
						<ChevronDown aria-hidden />
					</Button>
				</MenuTrigger>
				<MenuContent align="end" side="top">
					<MenuItem icon={<Archive aria-hidden />} onSelect={onSendAndArchive}>
						{t("sendAndArchive")}
					</MenuItem>
				</MenuContent>
			</Menu>
		</div>
	);
}
