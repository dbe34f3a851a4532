"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { useToast } from "@/components/ui/use-toast";
import { reactivate } from "@/lib/users/actions";
import type { TeamMember } from "@/lib/users/queries";
import { DeactivateDialog } from "./deactivate-dialog";
import { SessionsDialog } from "./sessions-dialog";
import { UserRow } from "./user-row";

type Asked = { what: "sessions" | "deactivate"; user: TeamMember } | null;

/** Everybody of the team, and what an admin can do about each. */
export function UserList({ team, meId }: { team: TeamMember[]; meId: number }) {
	const t = useTranslations("team");
	const router = useRouter();
	const toast = useToast();
	const [asked, setAsked] = useState<Asked>(null);
	const close = () => {
		setAsked(null);
		router.refresh();
	};
	const refresh = useCallback(() => router.refresh(), [router]);
	const [bringBack] = useAction(reactivate, refresh);
	return (
		<>
			<ul aria-label={t("list")} className="divide-y rounded-xl border bg-card">
				{team.map((user) => (
					<UserRow
						key={user.id}
						user={user}
						me={user.id === meId}
						onSessions={() => setAsked({ what: "sessions", user })}
						onDeactivate={() => setAsked({ what: "deactivate", user })}
						onReactivate={() => bringBack({ userId: user.id })}
					/>
				))}
			</ul>
			{asked?.what === "sessions" && <SessionsDialog user={asked.user} onClose={close} />}
			{asked?.what === "deactivate" && (
				<DeactivateDialog
					user={asked.user}
					others={team.filter((other) => other.active && other.id !== asked.user.id)}
					onClose={() => setAsked(null)}
					onDone={() => {
						toast(t("deactivate.done", { name: asked.user.name }));
						close();
					}}
				/>
			)}
		</>
	);
}
