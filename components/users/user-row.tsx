"use client";

import { Ellipsis, MonitorSmartphone, UserRoundCheck, UserRoundX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useAction } from "@/components/shell/use-action";
import { useFormat } from "@/components/shell/use-format";
import { Avatar } from "@/components/ui/avatar";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { Tag } from "@/components/ui/tag";
import type { Role } from "@/db/schema";
import { changeRole } from "@/lib/users/actions";
import type { TeamMember } from "@/lib/users/queries";

type Props = { user: TeamMember; me: boolean; onSessions: () => void; onDeactivate: () => void; onReactivate: () => void };

export function UserRow({ user, me, onSessions, onDeactivate, onReactivate }: Props) {
	const t = useTranslations("team");
	const { name, active } = user;
	return (
		<li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
			<Avatar id={user.id} name={name} src={user.avatar} className={active ? undefined : "grayscale"} />
			<div className="min-w-0 flex-1 basis-48">
				<div className="flex flex-wrap items-center gap-x-2">
					<span className="truncate font-medium">{name}</span>
					{me && <span className="text-faint">({t("you")})</span>}
					{!active && <Tag>{t("inactive")}</Tag>}
				</div>
				<p className="truncate text-muted text-sm">{user.email}</p>
				<Facts user={user} />
			</div>
			<RoleSelect user={user} me={me} />
			<Menu>
				<MenuTrigger asChild>
					<IconButton label={t("more", { name })}>
						<Ellipsis aria-hidden />
					</IconButton>
				</MenuTrigger>
				<MenuContent align="end" className="w-56">
					<MenuItem icon={<MonitorSmartphone aria-hidden />} onSelect={onSessions}>
						{t("sessions.open")}
					</MenuItem>
					{!me && <MenuSeparator />}
					{!me && active && (
						<MenuItem icon={<UserRoundX aria-hidden />} danger onSelect={onDeactivate}>
							{t("deactivate.open")}
						</MenuItem>
					)}
					{!me && !active && (
						<MenuItem icon={<UserRoundCheck aria-hidden />} onSelect={onReactivate}>
							{t("reactivate.open")}
						</MenuItem>
					)}
				</MenuContent>
			</Menu>
		</li>
	);
}

function Facts({ user }: { user: TeamMember }) {
	const t = useTranslations("team");
	const format = useFormat();
	const seen = user.lastSeenAt ? t("lastSeen", { when: format.listTime(user.lastSeenAt) }) : t("neverSeen");
	return <p className="text-muted text-xs [overflow-wrap:anywhere]">{[user.inbox && t("inbox", { address: user.inbox }), seen].filter(Boolean).join(" · ")}</p>;
}

/** Shown as it stands on the server: a refusal (the last admin) puts it back. One's own is a colleague's to change: it could not be undone. */
function RoleSelect({ user, me }: { user: TeamMember; me: boolean }) {
	const t = useTranslations("team");
	const roles = useTranslations("common.roles");
	const router = useRouter();
	const refresh = useCallback(() => router.refresh(), [router]);
	const [change, pending] = useAction(changeRole, refresh);
	return (
		<div className="w-40 max-sm:ml-12">
			<Select
				aria-label={t("role", { name: user.name })}
				value={user.role}
				title={me ? t("ownRole") : undefined}
				disabled={pending || !user.active || me}
				onChange={(event) => change({ userId: user.id, role: event.target.value as Role })}
			>
				<option value="operator">{roles("operator")}</option>
				<option value="admin">{roles("admin")}</option>
			</Select>
		</div>
	);
}
