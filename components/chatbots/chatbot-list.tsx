"use client";

import { ArrowUp } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRealtimeEvent } from "@/components/realtime/realtime-provider";
import { useAction } from "@/components/shell/use-action";
import { useLivePage } from "@/components/shell/use-live-page";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";
import { reorder, turn } from "@/lib/chatbots/actions";
import type { EditableChatbot } from "@/lib/chatbots/queries";

/** All chatbots, in the order in which they are asked. `failing`: why the last run of one failed. */
export function ChatbotList({ bots, failing }: { bots: EditableChatbot[]; failing: Record<number, string> }) {
	const t = useTranslations("chatbots");
	const router = useRouter();
	const [switchTo] = useAction(turn, () => router.refresh());
	const [move] = useAction(reorder, () => router.refresh());
	useRealtimeEvent("chatbots.changed", useLivePage());
	return (
		<ul aria-label={t("title")} className="divide-y">
			{bots.map((bot, index) => (
				<li key={bot.id} className="flex items-center gap-3 px-4 py-3">
					<span aria-hidden className="grid size-9 shrink-0 place-items-center rounded-lg bg-fill text-lg">
						{bot.emoji}
					</span>
					<div className="min-w-0 flex-1">
						<Link href={`/chatbots/${bot.id}`} className="block truncate font-medium hover:underline">
							{bot.name}
						</Link>
						<p className="truncate text-muted text-sm">
							{t(`behaviours.${bot.behaviour.type}`)} · {t(`triggers.${bot.trigger.type}`)}
						</p>
						{failing[bot.id] !== undefined && (
							<p className="truncate text-danger-text text-sm" title={failing[bot.id]}>
								{t("failing", { why: failing[bot.id] ?? "" })}
							</p>
						)}
					</div>
					<IconButton label={t("earlier", { name: bot.name })} disabled={index === 0} onClick={() => move({ id: bot.id, by: -1 })}>
						<ArrowUp aria-hidden />
					</IconButton>
					<Switch checked={bot.enabled} onCheckedChange={(enabled) => switchTo({ id: bot.id, enabled })} aria-label={t("turn", { name: bot.name })} />
				</li>
			))}
		</ul>
	);
}
