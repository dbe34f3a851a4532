"use client";

import { MailPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { AutoRefresh } from "@/components/shell/auto-refresh";
import { useAction } from "@/components/shell/use-action";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { useToast } from "@/components/ui/use-toast";
import { inviteAgain, takeInvitationBack } from "@/lib/users/actions";
import type { ListedInvitation } from "@/lib/users/invitations";

/** Who was asked to join and has not yet. */
export function InvitationList({ invitations }: { invitations: ListedInvitation[] }) {
	const t = useTranslations("team.invitations");
	if (invitations.length === 0) return null;
	return (
		<section aria-labelledby="invitations" className="grid grid-cols-[minmax(0,1fr)] gap-2">
			{/* Whether they went out, and who has come. */}
			{invitations.some(({ over }) => !over) && <AutoRefresh />}
			<h2 id="invitations" className="font-semibold">
				{t("title")}
			</h2>
			<ul className="divide-y rounded-xl border bg-card">
				{invitations.map((invitation) => (
					<Invitation key={invitation.id} invitation={invitation} />
				))}
			</ul>
		</section>
	);
}

function Invitation({ invitation }: { invitation: ListedInvitation }) {
	const t = useTranslations("team.invitations");
	const roles = useTranslations("common.roles");
	const format = useFormat();
	const { id: invitationId, email, over, invitedBy, lastError } = invitation;
	const delivery = useTranslations("delivery.error");
	const reason = (delivery.has(lastError as "provider") ? lastError : "provider") as "provider";
	const [again, sending] = useAction(inviteAgain, useSaid(t("sentAgain")));
	const [back, leaving] = useAction(takeInvitationBack, useSaid(t("takenBack")));
	const facts = [roles(invitation.role), invitedBy && t("by", { name: invitedBy }), !over && t("expires", { date: format.date(invitation.expiresAt) })];
	return (
		<li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
			<MailPlus aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
			<div className="min-w-0 flex-1 basis-48">
				<div className="flex flex-wrap items-center gap-x-2">
					<span className="truncate font-medium">{email}</span>
					<State invitation={invitation} />
				</div>
				<p className="text-muted text-xs">{facts.filter(Boolean).join(" · ")}</p>
				{lastError && !over && <p className="text-danger-text text-xs">{lastError === "noSystemMail" ? t("noInbox") : delivery(reason)}</p>}
			</div>
			<div className="flex gap-2">
				<Button size="sm" loading={sending} aria-label={t("againNamed", { email })} onClick={() => again({ invitationId })}>
					{t("again")}
				</Button>
				<Button size="sm" variant="danger-ghost" loading={leaving} aria-label={t("backNamed", { email })} onClick={() => back({ invitationId })}>
					{t("back")}
				</Button>
			</div>
		</li>
	);
}

function State({ invitation: { over, lastError, sent } }: { invitation: ListedInvitation }) {
	const t = useTranslations("team.invitations");
	if (over) return <Tag tone="danger">{t("over")}</Tag>;
	if (lastError) return <Tag tone="danger">{t("failed")}</Tag>;
	return sent ? null : <Tag>{t("sending")}</Tag>;
}

function useSaid(sentence: string) {
	const router = useRouter();
	const toast = useToast();
	return useCallback(() => {
		toast(sentence);
		router.refresh();
	}, [toast, router, sentence]);
}
