"use client";

import { Archive, CalendarClock, ChevronDown, ListTodo, Signature } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";

type Props = {
	disabled: boolean;
	describedBy?: string;
	onSend: () => void;
	onSendAndArchive: () => void;
	/** Where something can be put off to later, and what is set for all one sends. */
	onSchedule?: () => void;
	onPreferences?: () => void;
};

/** Send, and what else one may do along with it. */
export function SendButton({ disabled, describedBy, onSend, onSendAndArchive, onSchedule, onPreferences }: Props) {
	const t = useTranslations("composer");
	const router = useRouter();
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
					<Button variant="solid" aria-label={t("sendOptions")} className="rounded-l-none px-1.5">
						<ChevronDown aria-hidden />
					</Button>
				</MenuTrigger>
				<MenuContent align="end" side="top">
					<MenuItem disabled={disabled} icon={<Archive aria-hidden />} onSelect={onSendAndArchive}>
						{t("sendAndArchive")}
					</MenuItem>
					{onSchedule && (
						<MenuItem disabled={disabled} icon={<CalendarClock aria-hidden />} onSelect={onSchedule}>
							{t("sendLater")}
						</MenuItem>
					)}
					<MenuSeparator />
					<MenuItem icon={<ListTodo aria-hidden />} onSelect={() => router.push("/scheduled")}>
						{t("scheduledList")}
					</MenuItem>
					{onPreferences && (
						<MenuItem icon={<Signature aria-hidden />} onSelect={onPreferences}>
							{t("writing.title")}…
						</MenuItem>
					)}
				</MenuContent>
			</Menu>
		</div>
	);
}
