"use client";

import { Crown, UserPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as edits from "@/components/conversations/edits";
import { useInbox } from "@/components/conversations/inbox-context";
import { useChat } from "@/components/timeline/chat-context";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { assign, lead } from "@/lib/assignments/actions";
import { AssignMenu } from "./assign-menu";
import { Section } from "./section";

/** Who takes care of the conversation, the lead first. */
export function AssignedUsers() {
	const t = useTranslations("details");
	const { details, users, me, edit } = useChat();
	const { store: list } = useInbox();
	const { id: conversationId, assigneeIds } = details;
	const set = (userIds: number[]) =>
		void edit({ assigneeIds: userIds }, () => list.edit(conversationId, edits.assignedTo(userIds), () => assign({ conversationId, userIds })));
	const first = (userId: number) => [userId, ...assigneeIds.filter((id) => id !== userId)];
	const putInCharge = (userId: number) =>
		void edit({ assigneeIds: first(userId) }, () => list.edit(conversationId, edits.assignedTo(first(userId)), () => lead({ conversationId, userId })));
	const toggle = (userId: number) => set(assigneeIds.includes(userId) ? assigneeIds.filter((id) => id !== userId) : [...assigneeIds, userId]);
	return (
		<Section title={t("assigned")} action={<AssignMenu users={users} assignedIds={assigneeIds} meId={me.id} onToggle={toggle} />}>
			<ul>
				{assigneeIds.map((id, index) => {
					const user = users.find((other) => other.id === id);
					const name = user?.name ?? t("unknownUser");
					return (
						<li key={id} className="group/line flex h-8 items-center gap-2 text-sm">
							<Avatar id={id} name={name} src={user?.avatar} size={24} />
							<span className="min-w-0 truncate">{name}</span>
							{id === me.id && <span className="text-faint">({t("you")})</span>}
							{index === 0 && assigneeIds.length > 1 && <span className="text-faint text-xs">{t("lead")}</span>}
							{user?.active === false && <span className="text-faint text-xs">{t("inactive")}</span>}
							{index > 0 && user?.active && (
								<IconButton
									label={t("makeLead", { name })}
									onClick={() => putInCharge(id)}
									className="-mr-1 ml-auto size-[26px] opacity-0 focus-visible:opacity-100 group-hover/line:opacity-100 pointer-coarse:opacity-100"
								>
									<Crown aria-hidden />
								</IconButton>
							)}
							<IconButton
								label={t("remove", { name })}
								onClick={() => toggle(id)}
								className="ml-auto size-[26px] [button+&]:ml-0 opacity-0 focus-visible:opacity-100 group-hover/line:opacity-100 pointer-coarse:opacity-100"
							>
								<X aria-hidden />
							</IconButton>
						</li>
					);
				})}
			</ul>
			{assigneeIds.length === 0 && (
				<div className="flex items-center gap-2 text-muted text-sm">
					<span className="flex-1">{t("nobody")}</span>
					<Button size="sm" onClick={() => set([me.id])}>
						<UserPlus aria-hidden />
						{t("assignMe")}
					</Button>
				</div>
			)}
		</Section>
	);
}
