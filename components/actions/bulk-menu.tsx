"use client";

import { AlarmClock, AlarmClockOff, Ban, Ellipsis, Inbox, ShieldAlert, ShieldCheck, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKeys } from "@/components/timeline/use-keys";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { ListRow } from "@/lib/conversations/queries";
import { useActions } from "./actions-context";
import { actionKeys } from "./target";
import { useAside } from "./use-deeds";

/** What puts many conversations elsewhere. Their rows go, and with them the selection. */
export function BulkMenu({ picked, onDone }: { picked: readonly ListRow[]; onDone: () => void }) {
	const t = useTranslations("actions");
	const { want } = useActions();
	const aside = useAside();
	const snoozed = picked.every((row) => row.snoozedUntil !== null);
	const spam = picked.every((row) => row.spam);

	const erase = () => want({ kind: "ask", request: { kind: "conversations", targets: picked, onDone } });
	const ask = (kind: "snooze" | "move") => () => want({ kind: "ask", request: { kind, targets: picked } });
	function wake() {
		aside.snooze(picked, null);
		onDone();
	}
	function toggleSpam() {
		aside.spam(picked, !spam);
		onDone();
	}
	function block() {
		aside.block(picked, true);
		onDone();
	}
	useKeys({ z: snoozed ? wake : ask("snooze"), m: ask("move"), "!": toggleSpam, B: block, Delete: erase }, { first: true });
	return (
		<Menu>
			<MenuTrigger asChild>
				<IconButton label={t("title")}>
					<Ellipsis aria-hidden />
				</IconButton>
			</MenuTrigger>
			<MenuContent align="end" aria-label={t("title")}>
				<MenuItem
					icon={snoozed ? <AlarmClockOff aria-hidden /> : <AlarmClock aria-hidden />}
					shortcut={actionKeys.snooze}
					onSelect={snoozed ? wake : ask("snooze")}
				>
					{t(snoozed ? "menu.unsnooze" : "menu.snooze")}
				</MenuItem>
				<MenuItem icon={<Inbox aria-hidden />} shortcut={actionKeys.move} onSelect={ask("move")}>
					{t("menu.move")}
				</MenuItem>
				<MenuItem icon={spam ? <ShieldCheck aria-hidden /> : <ShieldAlert aria-hidden />} shortcut={actionKeys.spam} onSelect={toggleSpam}>
					{t(spam ? "menu.unspam" : "menu.spam")}
				</MenuItem>
				<MenuItem icon={<Ban aria-hidden />} shortcut={actionKeys.block} onSelect={block}>
					{t("menu.blockMany")}
				</MenuItem>
				<MenuSeparator />
				<MenuItem icon={<Trash2 aria-hidden />} shortcut={actionKeys.delete} danger onSelect={erase}>
					{t("menu.delete")}
				</MenuItem>
			</MenuContent>
		</Menu>
	);
}
