"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import { SessionList } from "@/components/users/session-list";
import type { ListedSession } from "@/lib/auth/session-store";
import { endMyOtherSessions, endMySession } from "@/lib/users/actions";

export function MySessions({ sessions, handle }: { sessions: ListedSession[]; handle: string }) {
	const t = useTranslations("profile.sessions");
	const said = useTranslations("team.sessions");
	const router = useRouter();
	const toast = useToast();
	const ended = useCallback(() => {
		toast(said("ended"));
		router.refresh();
	}, [toast, said, router]);
	const [end] = useAction(endMySession, ended);
	const [endOthers, ending] = useAction(endMyOtherSessions, ended);
	return (
		<>
			<SessionList sessions={sessions} here={{ handle, label: t("here") }} onEnd={(other) => end({ handle: other })} />
			{sessions.length > 1 && (
				<Button loading={ending} onClick={() => endOthers({})} className="mt-3">
					{t("endOthers")}
				</Button>
			)}
		</>
	);
}
