"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { answered } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/use-toast";
import type { ListedSession } from "@/lib/auth/session-store";
import { endSessionOfUser, endSessionsOfUser } from "@/lib/users/actions";
import { SessionList } from "./session-list";

/** Nothing in it is for pressing first. */
function focusWhole(event: Event) {
	event.preventDefault();
	if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

type Props = { user: { id: number; name: string }; onClose: () => void };

/** Where a colleague is signed in, to be ended by an admin. */
export function SessionsDialog({ user, onClose }: Props) {
	const t = useTranslations("team.sessions");
	const toast = useToast();
	const [sessions, setSessions] = useState<ListedSession[] | null>(null);
	const load = useCallback(async () => {
		const response = await answered(fetch(`/api/users/${user.id}/sessions`));
		setSessions(response?.ok ? await response.json() : []);
	}, [user.id]);
	useEffect(() => void load(), [load]);
	const ended = useCallback(() => {
		toast(t("ended"));
		void load();
	}, [toast, t, load]);
	const [end] = useAction(endSessionOfUser, ended);
	const [endAll, endingAll] = useAction(endSessionsOfUser, ended);
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title", { name: user.name })} description={t("text")} onOpenAutoFocus={focusWhole}>
				<DialogBody>
					{sessions === null && <Skeleton className="h-10" />}
					{sessions?.length === 0 && <p className="text-muted">{t("none")}</p>}
					{sessions && sessions.length > 0 && (
						<>
							<SessionList sessions={sessions} onEnd={(handle) => end({ userId: user.id, handle })} />
							<Button loading={endingAll} onClick={() => endAll({ userId: user.id })} className="justify-self-end">
								{t("endAll")}
							</Button>
						</>
					)}
				</DialogBody>
			</DialogContent>
		</Dialog>
	);
}
