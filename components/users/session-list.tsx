"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import type { ListedSession } from "@/lib/auth/session-store";
import { deviceOf } from "./device";

type Props = { sessions: ListedSession[]; here?: { handle: string; label: string }; onEnd: (handle: string) => void };

/** Where somebody is signed in, each to be ended. `here`: the session that this page is looked at in. */
export function SessionList({ sessions, here, onEnd }: Props) {
	const t = useTranslations("team.sessions");
	const format = useFormat();
	return (
		<ul className="divide-y divide-line-soft">
			{sessions.map((session) => {
				const { browser, system } = deviceOf(session.userAgent);
				const Icon = system === "iOS" || system === "Android" ? Smartphone : Monitor;
				const name = browser && system ? t("on", { browser, system }) : (browser ?? system ?? t("unknownDevice"));
				const mine = here?.handle === session.handle;
				return (
					<li key={session.handle} className="flex items-center gap-3 py-2.5">
						<Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
						<div className="min-w-0 flex-1">
							<div className="flex flex-wrap items-center gap-2">
								<span className="truncate">{name}</span>
								{mine && <Tag tone="ok">{here.label}</Tag>}
							</div>
							<p className="text-muted text-xs">
								{t("seen", { when: format.full(session.lastSeenAt) })} · {t("since", { date: format.date(session.since) })}
							</p>
						</div>
						{!mine && (
							<Button size="sm" aria-label={t("endNamed", { device: name })} onClick={() => onEnd(session.handle)}>
								{t("end")}
							</Button>
						)}
					</li>
				);
			})}
		</ul>
	);
}
