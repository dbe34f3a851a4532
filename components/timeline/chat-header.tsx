"use client";

import { Archive, ArchiveRestore, ArrowLeft, Flag, PanelRight } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useOpenConversation } from "@/components/actions/actions-context";
import { targetOfCard } from "@/components/actions/target";
import * as edits from "@/components/conversations/edits";
import { useInbox } from "@/components/conversations/inbox-context";
import { useListFilter } from "@/components/conversations/use-list-filter";
import { hitAddress } from "@/components/search/address";
import { useFormat } from "@/components/shell/use-format";
import { OriginalsButton } from "@/components/translation/originals-button";
import { AvatarStack } from "@/components/ui/avatar-stack";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Tag } from "@/components/ui/tag";
import { useToast } from "@/components/ui/use-toast";
import type { Status } from "@/db/schema";
import { assign } from "@/lib/assignments/actions";
import { changeStatus, flag } from "@/lib/conversations/actions";
import { useChat } from "./chat-context";
import { useKeys } from "./use-keys";

type Props = { detailsOpen: boolean; onDetails: () => void };

export function ChatHeader({ detailsOpen, onDetails }: Props) {
	const t = useTranslations("chat");
	const { details, show } = useChat();
	const { setFlagged, setStatus, toggleMine } = useHeaderActions();
	const archived = details.status === "archived";
	useOpenConversation({
		target: targetOfCard(details),
		show,
		own: { flag: () => setFlagged(!details.flagged), status: () => setStatus(archived ? "active" : "archived"), mine: toggleMine },
	});
	useKeys({ s: () => setFlagged(!details.flagged), e: () => setStatus(archived ? "active" : "archived"), d: onDetails });
	return (
		<header className="flex h-14 shrink-0 items-center gap-1 border-b bg-card pr-3 pl-2 md:pl-5">
			<Link href={useListAddress()} aria-label={t("back")} className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-fill md:hidden">
				<ArrowLeft aria-hidden className="size-5 stroke-[1.75]" />
			</Link>
			<Title />
			<Assignees />
			<OriginalsButton />
			<IconButton
				label={t(details.flagged ? "unflag" : "flag")}
				shortcut="s"
				aria-pressed={details.flagged}
				onClick={() => setFlagged(!details.flagged)}
				className={details.flagged ? "text-flag not-aria-disabled:hover:text-flag" : undefined}
			>
				<Flag aria-hidden className={details.flagged ? "fill-current" : undefined} />
			</IconButton>
			<Button onClick={() => setStatus(archived ? "active" : "archived")} aria-keyshortcuts="E" className="text-sm @max-lg:w-8 @max-lg:px-0">
				{archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
				<span className="@max-lg:sr-only">{t(archived ? "reopen" : "archive")}</span>
				<Kbd keys="e" className="@max-lg:hidden" />
			</Button>
			<IconButton
				label={t("details")}
				shortcut="d"
				active={detailsOpen}
				aria-expanded={detailsOpen}
				aria-controls="details"
				onClick={onDetails}
				data-details-toggle=""
			>
				<PanelRight aria-hidden />
			</IconButton>
		</header>
	);
}

/** The list as it was left: filtered, or with what a search found. */
function useListAddress(): string {
	const { addressOf } = useListFilter();
	const text = useSearchParams().get("q");
	return text ? hitAddress(addressOf(), text) : addressOf();
}

function Title() {
	const t = useTranslations("chat");
	const { details } = useChat();
	const { customer, inbox, subject } = details;
	const address = customer.identities.find((identity) => identity.kind === (details.channel === "email" ? "email" : "phone"));
	const about = [subject === null ? null : customer.name, address?.shown === customer.name ? null : address?.shown, inbox.name].filter(Boolean);
	return (
		<div className="min-w-0 flex-1">
			<h1 className="truncate font-semibold">{subject === null ? customer.name : subject || t("noSubject")}</h1>
			<p className="truncate text-muted text-xs">
				<Place />
				{about.join(" · ")}
			</p>
		</div>
	);
}

/** Where it is, when that is not where one looks for it. */
function Place() {
	const t = useTranslations("inbox");
	const { moment } = useFormat();
	const { spam, snoozedUntil } = useChat().details;
	if (spam) return <Tag className="mr-1.5 h-4 align-text-bottom">{t("tabs.spam")}</Tag>;
	return snoozedUntil && <Tag className="mr-1.5 h-4 align-text-bottom">{t("row.snoozedUntil", { until: moment(snoozedUntil) })}</Tag>;
}

function Assignees() {
	const t = useTranslations("chat");
	const format = useFormatter();
	const { details, users } = useChat();
	const people = details.assigneeIds.flatMap((id) => users.find((user) => user.id === id) ?? []);
	if (people.length === 0) return null;
	const names = format.list(people.map((person) => person.name));
	return <AvatarStack people={people} size={24} label={t("assignees", { count: people.length, names })} className="mr-2 @max-lg:hidden" />;
}

function useHeaderActions() {
	const t = useTranslations("chat");
	const { details, edit, me } = useChat();
	const { store: list } = useInbox();
	const toast = useToast();
	const conversationId = details.id;

	// In the list beside it as well, at once.
	const setFlagged = (flagged: boolean) =>
		void edit({ flagged }, () => list.edit(conversationId, edits.flagged(flagged), () => flag({ conversationId, flagged })));
	async function setStatus(status: Status) {
		const done = await edit({ status }, () => list.edit(conversationId, edits.withStatus(status), () => changeStatus({ conversationId, status })));
		const undo = () => void setStatus(status === "archived" ? "active" : "archived");
		if (done) toast(t(status === "archived" ? "archived" : "reopened"), { id: `status-${conversationId}`, undo });
	}
	const { assigneeIds } = details;
	function toggleMine() {
		const others = assigneeIds.filter((id) => id !== me.id);
		const userIds = others.length < assigneeIds.length ? others : [...assigneeIds, me.id];
		void edit({ assigneeIds: userIds }, () => list.edit(conversationId, edits.assignedTo(userIds), () => assign({ conversationId, userIds })));
	}
	return { setFlagged, setStatus, toggleMine };
}
