"use client";

import { Mail, MessageCircle, MessageSquare, Smartphone } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRealtimeEvent } from "@/components/realtime/realtime-provider";
import { useLivePage } from "@/components/shell/use-live-page";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Channel } from "@/db/schema";
import type { InboxState } from "@/lib/inboxes/state";
import { InboxHealth } from "./inbox-health";

const TestDialog = onDemand(() => import("./test-dialog").then((module) => module.TestDialog));

const icons = { email: Mail, sms: Smartphone, whatsapp: MessageCircle, chat: MessageSquare } as const satisfies Record<Channel, unknown>;

/** Every inbox, how it does, and what to do about it. */
export function InboxList({ inboxes, now }: { inboxes: InboxState[]; now: number }) {
	const t = useTranslations("inboxes");
	const [tested, setTested] = useState<InboxState | null>(null);
	useRealtimeEvent("inboxes.changed", useLivePage());
	return (
		<>
			<ul aria-label={t("list")} className="divide-y">
				{inboxes.map((inbox) => {
					const Icon = icons[inbox.channel];
					return (
						<li key={inbox.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
							<Icon aria-hidden className="size-5 shrink-0 stroke-[1.75] text-mark" />
							<div className="min-w-0 flex-1 basis-56">
								<Link href={`/settings/inboxes/${inbox.id}`} className="block truncate font-medium hover:underline">
									{inbox.shown}
								</Link>
								<InboxHealth inbox={inbox} now={now} />
							</div>
							<div className="flex gap-2 max-sm:pl-8">
								{inbox.lastError && inbox.enabled ? (
									<Button asChild>
										<Link href={`/settings/inboxes/${inbox.id}`}>{t("fix")}</Link>
									</Button>
								) : (
									inbox.provider !== "none" && (
										<Button disabled={!inbox.enabled} onClick={() => setTested(inbox)} aria-label={t("test.named", { name: inbox.address })}>
											{t("test.open")}
										</Button>
									)
								)}
							</div>
						</li>
					);
				})}
			</ul>
			{tested && <TestDialog inbox={tested} onClose={() => setTested(null)} onGone={() => setTested(null)} />}
		</>
	);
}
